import assert from "node:assert/strict"
import { randomBytes } from "node:crypto"
import { describe, it } from "node:test"
import { context, TraceFlags } from "@opentelemetry/api"
import { TracerProvider, type SpanProcessor } from "@opentelemetry/sdk-trace"
import { keepFailures, ratioSampler } from "./sampling.ts"
import { contextFromClient, contextFromHeaders, createTelemetry, inSpan, traceHeaders } from "./telemetry.ts"

// Installs the context manager and the propagators.
createTelemetry({ component: "test", logLevel: "silent" })

const newId = (bytes: number) => randomBytes(bytes).toString("hex")
const traceparent = (traceId: string, flags: "00" | "01") => ({ traceparent: `00-${traceId}-${newId(8)}-${flags}` })

/** A component that sends this share of its traces, and the names of the spans that it sent. */
function component(ratio: number) {
  const names: string[] = []
  const next: SpanProcessor = {
    onStart: () => {},
    // As the processor does that makes batches of them.
    onEnd: (span) => span.spanContext().traceFlags === TraceFlags.SAMPLED && names.push(span.name),
    forceFlush: async () => {},
    shutdown: async () => {},
  }
  const provider = new TracerProvider({ sampler: ratioSampler(ratio), spanProcessors: [keepFailures(next)] })
  return { tracer: provider.getTracer("test"), sent: () => names, reset: () => void names.splice(0) }
}

describe("sampling", () => {
  it("sends the share that is asked for, and tells others by the flag", async () => {
    const { tracer, sent } = component(0.25)
    let flagged = 0
    for (let i = 0; i < 400; i++)
      await inSpan(tracer, "work", {}, async () => {
        if (traceHeaders().traceparent?.endsWith("-01")) flagged++
      })
    assert.equal(sent().length, flagged)
    // Ten standard deviations of a binomial.
    assert.ok(flagged > 14 && flagged < 187, String(flagged))
  })

  it("follows whoever began the trace inside the platform", async () => {
    const { tracer, sent } = component(0)
    await inSpan(tracer, "wanted", {}, async () => {}, contextFromHeaders(traceparent(newId(16), "01")))
    assert.deepEqual(sent(), ["wanted"])
    const all = component(1)
    await inSpan(all.tracer, "unwanted", {}, async () => {}, contextFromHeaders(traceparent(newId(16), "00")))
    assert.deepEqual(all.sent(), [])
  })

  it("takes a client's trace but not its wish to be traced, in any spelling or by the choice of an id", async () => {
    const { tracer, sent } = component(0)
    const traceId = "00000000000000000000000000000001"
    for (const headers of [
      traceparent(traceId, "01"),
      { b3: `${traceId}-${newId(8)}-1` },
      { b3: `${traceId}-${newId(8)}-d` },
      { "x-b3-traceid": traceId, "x-b3-spanid": newId(8), "x-b3-sampled": "1" },
      { "x-b3-traceid": traceId, "x-b3-spanid": newId(8), "x-b3-flags": "1" },
    ])
      await inSpan(
        tracer,
        "work",
        {},
        async () => {
          const inside = traceHeaders()
          assert.match(inside.traceparent ?? "", new RegExp(`^00-${traceId}-[0-9a-f]{16}-00$`))
          assert.deepEqual([inside["x-b3-sampled"], inside["x-b3-flags"]], ["0", undefined])
        },
        contextFromClient(headers),
      )
    assert.deepEqual(sent(), [])
    const all = component(1)
    await inSpan(all.tracer, "work", {}, async () => {}, contextFromClient(traceparent(traceId, "01")))
    assert.deepEqual(all.sent(), ["work"])
  })

  it("keeps to a client's wish not to be traced", async () => {
    const { tracer, sent } = component(1)
    await inSpan(tracer, "work", {}, async () => {}, contextFromClient(traceparent(newId(16), "00")))
    assert.deepEqual(sent(), [])
  })

  it("sends all of a trace that had an error, what came before it too, and nothing of others", async () => {
    const { tracer, sent } = component(0)
    const span = (name: string, work: () => Promise<void> = async () => {}) => inSpan(tracer, name, {}, work)
    await span("other", () => span("inside other"))
    await span("root", async () => {
      await span("before")
      await span("failing", () => Promise.reject(new Error("it failed"))).catch(() => undefined)
      await span("after")
    })
    assert.deepEqual(sent(), ["before", "failing", "after", "root"])
  })

  it("holds a bounded number of spans and forgets the oldest traces first", async () => {
    const { tracer, sent, reset } = component(0)
    const within = (traceId: string, name: string, work: () => Promise<void> = async () => {}) =>
      inSpan(tracer, name, {}, work, contextFromHeaders(traceparent(traceId, "00")))
    const [oldest, newest] = [newId(16), newId(16)]
    await within(oldest, "long ago")
    for (let i = 0; i < 4096; i++) await inSpan(tracer, "work", {}, async () => {}, context.active())
    await within(newest, "just now")
    for (const traceId of [oldest, newest])
      await within(traceId, "failing", () => Promise.reject(new Error("it failed"))).catch(() => undefined)
    assert.deepEqual(sent(), ["failing", "just now", "failing"])
    reset()
    // One trace alone that never ends.
    for (let i = 0; i < 4100; i++) await within(newId(16), "work")
    assert.deepEqual(sent(), [])
  })
})
