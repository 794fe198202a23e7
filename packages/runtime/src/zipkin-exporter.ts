import { SpanKind, SpanStatusCode } from "@opentelemetry/api"
import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace"
import type { Logger } from "pino"
import { Counter, type Registry } from "prom-client"

const KINDS = { [SpanKind.CLIENT]: "CLIENT", [SpanKind.SERVER]: "SERVER" } as Record<SpanKind, string | undefined>
const microseconds = ([seconds, nanos]: readonly [number, number]) => seconds * 1_000_000 + Math.floor(nanos / 1000)

/** A span as Zipkin's v2 API takes it (zipkin.io/zipkin-api, `Span`). */
export function toZipkinSpan(span: ReadableSpan, serviceName: string): object {
  const { traceId, spanId } = span.spanContext()
  const tags: Record<string, string> = {}
  for (const [key, value] of Object.entries(span.attributes)) tags[key] = String(value)
  if (span.status.code === SpanStatusCode.ERROR) tags.error ??= span.status.message ?? "error"
  return {
    traceId,
    id: spanId,
    parentId: span.parentSpanContext?.spanId,
    name: span.name,
    kind: KINDS[span.kind],
    timestamp: microseconds(span.startTime),
    duration: Math.max(1, microseconds(span.duration)),
    localEndpoint: { serviceName },
    tags,
  }
}

/**
 * Posts spans to a Zipkin server (`POST {url}/api/v2/spans`). The OpenTelemetry exporter for Zipkin is no longer
 * maintained, while Zipkin's own format is stable. A server that is away or slow costs the spans and nothing else.
 */
export function zipkinExporter(
  url: string,
  { serviceName, log, metrics }: { serviceName: string; log: Logger; metrics: Registry },
): SpanExporter {
  const endpoint = new URL("/api/v2/spans", url)
  const sent = new Counter({
    name: "zipkin_spans_total",
    help: "Spans that were sent to Zipkin, or could not be and are lost.",
    labelNames: ["outcome"],
    registers: [metrics],
  })
  for (const outcome of ["sent", "lost"]) sent.labels(outcome).inc(0)
  // One line says so, not one for each batch.
  let failing = false
  const failed = (reason: unknown) => {
    if (!failing) log.warn({ err: reason }, "spans can't be sent")
    failing = true
  }
  return {
    export(spans, done) {
      fetch(endpoint, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(spans.map((span) => toZipkinSpan(span, serviceName))),
        signal: AbortSignal.timeout(2000),
      }).then(
        (response) => {
          sent.labels(response.ok ? "sent" : "lost").inc(spans.length)
          if (!response.ok) failed(new Error(`Zipkin answered ${response.status}`))
          else failing = false
          done({ code: response.ok ? 0 : 1 })
        },
        (error: Error) => {
          sent.labels("lost").inc(spans.length)
          failed(error)
          done({ code: 1, error })
        },
      )
    },
    shutdown: async () => {},
    forceFlush: async () => {},
  }
}
