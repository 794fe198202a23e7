import assert from "node:assert/strict"
import { randomBytes } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { until } from "@lectern/test-kit/until"
import { LEARNER_HOME } from "./learner-home.ts"
import { demo, startPlatform, type Platform, type Topology } from "./platform-under-test.ts"
import type { CollectedSpan } from "./span-collector.ts"
import { findZipkin, startZipkin, type ZipkinServer } from "./zipkin-server.ts"

const program = await findZipkin()
const missing = "missing" in program ? program.missing : false
if (missing) process.stderr.write(`SKIPPED: traces in a real Zipkin. ${missing}\n`)

const CONTEXTS = ["users", "courses", "enrollment", "content", "playback"]
const SENT = { timeoutMs: 20_000, description: "the trace to be in Zipkin" }
const newTraceId = () => randomBytes(16).toString("hex")

describe("traces in Zipkin", { skip: missing }, () => {
  let zipkin: ZipkinServer
  let platform: Platform
  let token = ""

  const start = async (topology: Topology, ratio: string) => {
    platform = await startPlatform(topology, { ZIPKIN_URL: zipkin.url, TRACE_RATIO: ratio, SHARED_ANSWERS_MIB: "0" })
    token = await platform.signIn(demo.learner)
  }
  before(async () => {
    zipkin = await startZipkin(program as { java: string })
  })
  after(async () => {
    await platform?.stop()
    await zipkin?.stop()
  })

  const spansOf = async (traceId: string): Promise<CollectedSpan[]> => {
    const response = await fetch(`${zipkin.url}/api/v2/trace/${traceId}`)
    return response.status === 404 ? [] : ((await response.json()) as CollectedSpan[])
  }
  const askHome = (traceId: string, flags: "00" | "01", headers: Record<string, string> = {}) =>
    platform.post(
      "/graphql",
      { query: LEARNER_HOME },
      { authorization: `Bearer ${token}`, traceparent: `00-${traceId}-00f067aa0ba902b7-${flags}`, ...headers },
    )
  const logLinesOf = async (traceId: string) =>
    (await platform.log())
      .split("\n")
      .filter((line) => line.includes(traceId))
      .map((line) => JSON.parse(line) as Record<string, unknown>)

  it("one learner home is one trace: gateway, subgraphs, both sides of each RPC, SQL", async () => {
    await start("one process", "1")
    const traceId = newTraceId()
    assert.equal((await askHome(traceId, "01")).status, 200)
    // Zipkin writes names in lower case.
    const rpcsOf = (found: CollectedSpan[], kind: string) =>
      found.filter((span) => span.kind === kind && span.name.startsWith("elearning.")).length
    // Spans come in several batches, children before their parents: the trace is whole when the edge's alone has no parent.
    const spans = await until(
      async () => {
        const found = await spansOf(traceId)
        const ids = new Set(found.map(({ id }) => id))
        const roots = found.filter(({ parentId }) => !ids.has(parentId ?? ""))
        const whole = roots.length === 1 && roots[0]?.name === "query learnerhome"
        return whole && rpcsOf(found, "CLIENT") === rpcsOf(found, "SERVER") ? found : undefined
      },
      { ...SENT, description: "one trace with one root, in which each RPC has both sides" },
    )
    assert.deepEqual(
      [...new Set(spans.map(({ localEndpoint }) => localEndpoint.serviceName))].sort(),
      ["gateway", ...CONTEXTS.flatMap((name) => [`${name}-service`, `${name}-subgraph`])].sort(),
    )
    assert.ok(rpcsOf(spans, "CLIENT") >= 15)
    assert.ok(spans.filter(({ tags }) => tags?.["db.statement"] !== undefined).length >= 20)
    // What an operator looks for: by service, by name, slow ones.
    const query = new URLSearchParams({ serviceName: "gateway", spanName: "query learnerhome", minDuration: "1000" })
    const traces = (await (await fetch(`${zipkin.url}/api/v2/traces?${query.toString()}`)).json()) as CollectedSpan[][]
    assert.ok(traces.some((trace) => trace.some((span) => span.traceId === traceId)))
    await platform.stop()
  })

  it("of what goes well the ratio decides, whatever the client says; what fails is there and leads from answer to log", async () => {
    await start("processes", "0")
    const well = newTraceId()
    assert.equal((await askHome(well, "01", { "x-b3-sampled": "1" })).status, 200)

    // Too little time for what is asked of the services.
    const failed = newTraceId()
    const late = await askHome(failed, "00", { "x-timeout-ms": "25" })
    const { errors } = (await late.json()) as { errors: { extensions: { code: string; traceId: string } }[] }
    const [error] = errors
    assert.deepEqual([error?.extensions.code, error?.extensions.traceId], ["TIMEOUT", failed])
    const refused = newTraceId()
    const signIn = await platform.post(
      "/auth/login",
      { email: "nobody@example.org", password: "wrong" },
      { traceparent: `00-${refused}-00f067aa0ba902b7-00` },
    )
    assert.equal(((await signIn.json()) as { traceId: string }).traceId, refused)

    const trace = await until(async () => {
      const found = await spansOf(failed)
      return found.some(({ kind, localEndpoint }) => kind === "SERVER" && localEndpoint.serviceName === "gateway")
        ? found
        : undefined
    }, SENT)
    assert.ok(trace.some(({ tags }) => tags?.error !== undefined))
    // From the edge down to the one who said no.
    await until(
      async () => {
        const login = await spansOf(refused)
        const at = (name: string) =>
          login.some(({ localEndpoint, kind }) => localEndpoint.serviceName === name && kind === "SERVER")
        return at("gateway") && at("users-service") && login.some(({ tags }) => tags?.["db.statement"] !== undefined)
      },
      { ...SENT, description: "the refused login's spans, from the gateway to SQL" },
    )
    for (const traceId of [failed, refused]) {
      const lines = await until(
        async () => {
          const found = await logLinesOf(traceId)
          return found.some(({ msg }) => msg === "request") ? found : undefined
        },
        { description: "the log lines" },
      )
      for (const line of lines) assert.equal(line.traceId, traceId)
    }
    assert.ok((await logLinesOf(refused)).some(({ msg, code }) => msg === "rpc" && code === "UNAUTHENTICATED"))
    // Those came later than it would have.
    assert.deepEqual(await spansOf(well), [])
  })
})
