import { createContextKey, SpanStatusCode, trace, TraceFlags, type Context } from "@opentelemetry/api"
import { SamplingDecision, type ReadableSpan, type Sampler, type SpanProcessor } from "@opentelemetry/sdk-trace"

// How errors are kept whatever the ratio is: docs/decisions/0053-traces-of-failures-are-kept.md

const FROM_CLIENT = createContextKey("span context of a client")

/**
 * The same trace as `context` says, whose sampling is for us to decide: a wish of a stranger to be traced would cost at
 * the stranger's will. A wish not to be traced is kept to, and nothing else of the context is taken over.
 */
export function asOfClient(given: Context, own: Context): Context {
  const parent = trace.getSpanContext(given)
  if (!parent) return own
  const { traceId, spanId, traceFlags } = parent
  const kept = { traceId, spanId, traceFlags, isRemote: true }
  return trace.setSpanContext(own, kept).setValue(FROM_CLIENT, kept)
}

/**
 * Records every span, so that a failure that shows later has its spans. To be sent at once are those of a share of the
 * traces, `ratio` of 0 to 1; whoever began the trace inside the platform decides, and the others follow. Chance decides
 * and not the trace's id, which clients may choose.
 */
export function ratioSampler(ratio: number): Sampler {
  return {
    shouldSample: (context) => {
      const parent = trace.getSpanContext(context)
      const isOurs = parent !== undefined && parent !== context.getValue(FROM_CLIENT)
      const isWanted = parent === undefined || (parent.traceFlags & TraceFlags.SAMPLED) !== 0
      const isSampled = isWanted && (isOurs || Math.random() < ratio)
      return { decision: isSampled ? SamplingDecision.RECORD_AND_SAMPLED : SamplingDecision.RECORD }
    },
    toString: () => `ratio ${ratio}`,
  }
}

// Of one component: some seconds of what is not sampled, in a few MiB.
const MAX_HELD_SPANS = 4096
const MAX_KEPT_TRACES = 1000

/**
 * Passes on sampled spans at once, and of the others those whose trace had a span with an error: what this component
 * has done of it before, as far as that is still held, and what it does from then on.
 */
export function keepFailures(next: SpanProcessor): SpanProcessor {
  // Both in the order in which they came, the oldest first.
  const held = new Map<string, ReadableSpan[]>()
  const kept = new Set<string>()
  let heldCount = 0
  const release = (traceId: string): ReadableSpan[] => {
    const spans = held.get(traceId) ?? []
    held.delete(traceId)
    heldCount -= spans.length
    return spans
  }
  const send = (span: ReadableSpan) => {
    // The next processor looks at the flag.
    span.spanContext().traceFlags |= TraceFlags.SAMPLED
    next.onEnd(span)
  }
  return {
    onStart: (span, parent) => next.onStart(span, parent),
    onEnd(span) {
      const { traceId, traceFlags } = span.spanContext()
      if (traceFlags & TraceFlags.SAMPLED) return next.onEnd(span)
      if (span.status.code === SpanStatusCode.ERROR) {
        kept.add(traceId)
        const [oldest = ""] = kept
        if (kept.size > MAX_KEPT_TRACES) kept.delete(oldest)
      }
      if (kept.has(traceId)) {
        for (const earlier of release(traceId)) send(earlier)
        return send(span)
      }
      const spans = held.get(traceId)
      if (spans) spans.push(span)
      else held.set(traceId, [span])
      heldCount++
      const [oldest = ""] = held.keys()
      if (heldCount > MAX_HELD_SPANS) release(oldest)
    },
    forceFlush: () => next.forceFlush(),
    shutdown: () => next.shutdown(),
  }
}
