import { getHeapStatistics } from "node:v8"
import { context, createContextKey, propagation, trace, type Context, type Span, type Tracer } from "@opentelemetry/api"
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks"
import { CompositePropagator, W3CTraceContextPropagator } from "@opentelemetry/core"
import { B3InjectEncoding, B3Propagator } from "@opentelemetry/propagator-b3"
import { resourceFromAttributes } from "@opentelemetry/resources"
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace"
import { pino, type Logger } from "pino"
import { Counter, Gauge, Registry, collectDefaultMetrics } from "prom-client"
import { asOfClient, keepFailures, ratioSampler } from "./sampling.ts"
import { zipkinExporter } from "./zipkin-exporter.ts"

/**
 * What one component reports with: its log, its metrics and its spans. Components of one process keep theirs
 * apart, so that traces and metrics name the component, not the process.
 */
export interface Telemetry {
  readonly component: string
  readonly log: Logger
  readonly metrics: Registry
  readonly tracer: Tracer
  /** Sends what is still buffered, for at most a second. */
  flush(): Promise<void>
}

export interface TelemetryOptions {
  component: string
  logLevel: string
  zipkinUrl?: string | undefined
  /** Share of traces that are sent, 0 to 1, beside those with an error, of which all are. */
  traceRatio?: number
  /** Where log lines go; standard output when left out. */
  logTo?: { write(line: string): void }
}

// Nothing that could be a secret is ever logged on purpose; this catches the accident.
const REDACTED = ["password", "token", "authorization", "cookie", "passport", "refreshToken", "accessToken"]

// Soon enough for who looks at a trace of a moment ago, late enough for batches.
const SEND_SPANS_AFTER_MS = 1000

let installed = false

/** The context manager and the propagators belong to the process; the second component finds them in place. */
function installGlobals(): void {
  if (installed) return
  installed = true
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(
    new CompositePropagator({
      propagators: [
        new B3Propagator({ injectEncoding: B3InjectEncoding.MULTI_HEADER }),
        // Last, so that it wins where a request carries both.
        new W3CTraceContextPropagator(),
      ],
    }),
  )
}

export function createTelemetry(options: TelemetryOptions): Telemetry {
  installGlobals()
  const metrics = new Registry()
  metrics.setDefaultLabels({ component: options.component })
  const log = pino(
    {
      level: options.logLevel,
      base: { component: options.component },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: REDACTED.flatMap((name) => [name, `*.${name}`]), censor: "[redacted]" },
      mixin: () => {
        const traceId = currentTraceId()
        const requestId = currentRequestId()
        return { ...(traceId ? { traceId } : {}), ...(requestId ? { requestId } : {}) }
      },
    },
    options.logTo ?? pino.destination({ dest: 1, sync: true }),
  )
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ "service.name": options.component }),
    sampler: ratioSampler(options.traceRatio ?? 1),
    spanProcessors: options.zipkinUrl
      ? [
          keepFailures(
            new BatchSpanProcessor({
              exporter: zipkinExporter(options.zipkinUrl, { serviceName: options.component, log, metrics }),
              scheduledDelayMillis: SEND_SPANS_AFTER_MS,
            }),
          ),
        ]
      : [],
  })
  return {
    component: options.component,
    log,
    metrics,
    tracer: provider.getTracer("lectern"),
    flush: async () => {
      await Promise.race([
        provider.forceFlush().catch(() => undefined),
        new Promise((resolve) => setTimeout(resolve, 1000).unref()),
      ])
    },
  }
}

/** Metrics of the process itself (memory, event loop, garbage collection): once per process. */
export function collectProcessMetrics(metrics: Registry): void {
  collectDefaultMetrics({ register: metrics })
  new Gauge({
    name: "nodejs_heap_size_limit_bytes",
    help: "Most bytes that the heap of JavaScript may have; the process ends when it needs more.",
    registers: [metrics],
    collect() {
      this.set(getHeapStatistics().heap_size_limit)
    },
  })
  new Counter({
    name: "nodejs_eventloop_active_seconds_total",
    help: "Seconds in which the event loop was at work: at a rate of 1 the process can do no more.",
    registers: [metrics],
    collect() {
      this.reset()
      this.inc(performance.eventLoopUtilization().active / 1000)
    },
  })
}

/** The id under which this work is found in the logs and in Zipkin; undefined outside of any request. */
export function currentTraceId(): string | undefined {
  return trace.getActiveSpan()?.spanContext().traceId
}

const REQUEST_ID = createContextKey("request id")

/** The context with the id that all log lines of one request at the edge carry, in whatever component. */
export const withRequestId = (parent: Context, requestId: string): Context => parent.setValue(REQUEST_ID, requestId)

export function currentRequestId(): string | undefined {
  return context.active().getValue(REQUEST_ID) as string | undefined
}

/** Runs `work` inside a span; an error marks the span and goes on. */
export async function inSpan<T>(
  tracer: Tracer,
  name: string,
  options: Parameters<Tracer["startSpan"]>[1],
  work: (span: Span) => Promise<T>,
  parent: Context = context.active(),
): Promise<T> {
  const span = tracer.startSpan(name, options, parent)
  try {
    return await context.with(trace.setSpan(parent, span), () => work(span))
  } catch (error) {
    span.setStatus({ code: 2 })
    span.setAttribute("error", error instanceof Error ? error.name : "unknown")
    throw error
  } finally {
    span.end()
  }
}

/** Trace headers for an outgoing call. */
export function traceHeaders(): Record<string, string> {
  const headers: Record<string, string> = {}
  propagation.inject(context.active(), headers)
  return headers
}

/** The context that an incoming call's headers (in lower case) describe. */
export function contextFromHeaders(headers: Record<string, string | string[] | undefined>): Context {
  return propagation.extract(context.active(), headers)
}

/** The same of a request from outside, whose sender does not decide that it is traced. */
export const contextFromClient = (headers: Record<string, string | string[] | undefined>): Context =>
  asOfClient(contextFromHeaders(headers), context.active())
