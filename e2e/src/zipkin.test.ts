import assert from "node:assert/strict"
import { randomBytes } from "node:crypto"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { until } from "@lectern/test-kit/until"
import { parse } from "yaml"
import { LEARNER_HOME } from "./learner-home.ts"
import { demo, startPlatform, type Platform, type Topology } from "./platform-under-test.ts"
import { findSearchEngine, startSearchEngine, type SearchEngine } from "./search-engine.ts"
import type { CollectedSpan } from "./span-collector.ts"
import { findZipkin, startZipkin, ZIPKIN_VERSION, type ZipkinServer } from "./zipkin-server.ts"

const programs = await Promise.all([findZipkin(), findSearchEngine()])
const missing = programs.flatMap((program) => ("missing" in program ? program.missing : [])).join(" ")
if (missing) process.stderr.write(`SKIPPED: traces in a real Zipkin. ${missing}\n`)

const ROOT = join(import.meta.dirname, "../..")
const CONTEXTS = ["users", "courses", "enrollment", "content", "playback"]
const EVERYBODY = ["gateway", ...CONTEXTS.flatMap((name) => [`${name}-service`, `${name}-subgraph`])].sort()
const SENT = { timeoutMs: 20_000, description: "the trace to be in Zipkin" }
const newTraceId = () => randomBytes(16).toString("hex")

interface KibanaObject {
  id: string
  type: string
  attributes: {
    visState?: string
    columns?: string[]
    timeFieldName?: string
    runtimeFieldMap?: string
    fieldFormatMap?: string
    kibanaSavedObjectMeta?: { searchSourceJSON: string }
  }
}
interface Aggregation {
  id: string
  type: "count" | "percentiles" | "date_histogram" | "terms"
  schema: string
  params: { field: string; percents: number[]; size: number; orderBy: string }
}
interface Buckets {
  buckets: ({ doc_count: number } & Record<string, Buckets>)[]
}

describe("traces in Zipkin", { skip: missing || false }, () => {
  let store: SearchEngine
  let zipkin: ZipkinServer

  before(async () => {
    const [zipkinProgram, storeProgram] = programs as { java: string; folder: string }[]
    const compose = parse(await readFile(join(ROOT, "docker-compose.yml"), "utf8"), { merge: true }) as {
      services: { zipkin: { image: string; environment: Record<string, string> } }
    }
    assert.match(compose.services.zipkin.image, new RegExp(`:${ZIPKIN_VERSION}$`))
    store = await startSearchEngine(storeProgram!)
    zipkin = await startZipkin(zipkinProgram!, { ...compose.services.zipkin.environment, ES_HOSTS: store.url })
  })
  after(async () => {
    await zipkin?.stop()
    await store?.stop()
  })

  /** A platform that is there for a suite. */
  const platformOf = (topology: Topology, ratio: string) => {
    const started = { platform: undefined as unknown as Platform, token: "" }
    before(async () => {
      const settings = { ZIPKIN_URL: zipkin.url, TRACE_RATIO: ratio, SHARED_ANSWERS_MIB: "0" }
      started.platform = await startPlatform(topology, settings)
      started.token = await started.platform.signIn(demo.learner)
    })
    after(() => started.platform?.stop())
    return started
  }
  const askHome = (
    { platform, token }: { platform: Platform; token: string },
    traceId: string,
    flags: "00" | "01",
    headers: Record<string, string> = {},
  ) =>
    platform.post(
      "/graphql",
      { query: LEARNER_HOME },
      { authorization: `Bearer ${token}`, traceparent: `00-${traceId}-00f067aa0ba902b7-${flags}`, ...headers },
    )
  const spansOf = async (traceId: string): Promise<CollectedSpan[]> => {
    const response = await fetch(`${zipkin.url}/api/v2/trace/${traceId}`)
    return response.status === 404 ? [] : ((await response.json()) as CollectedSpan[])
  }
  const namesIn = (spans: CollectedSpan[]) => [...new Set(spans.map(({ localEndpoint }) => localEndpoint.serviceName))]
  // Zipkin writes names in lower case.
  const rpcsIn = (spans: CollectedSpan[], kind: string) =>
    spans.filter((span) => span.kind === kind && span.name.startsWith("elearning.")).length
  /** Spans come in several batches, children before their parents: it is whole when the edge's alone has no parent. */
  const wholeHomeOf = (traceId: string) =>
    until(
      async () => {
        const spans = await spansOf(traceId)
        const ids = new Set(spans.map(({ id }) => id))
        const roots = spans.filter(({ parentId }) => !ids.has(parentId ?? ""))
        const whole = roots.length === 1 && roots[0]?.name === "query learnerhome"
        return whole && rpcsIn(spans, "CLIENT") === rpcsIn(spans, "SERVER") ? spans : undefined
      },
      { ...SENT, description: "one trace with one root, in which each RPC has both sides" },
    )

  describe("of everything in one process", () => {
    const started = platformOf("one process", "1")

    /** What the store answers to the search; an error of it fails. */
    const search = async (body: object) => {
      const response = await fetch(`${store.url}/zipkin-span-*/_search`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      })
      const answer = await response.text()
      assert.equal(response.status, 200, answer)
      return JSON.parse(answer) as {
        hits: { hits: { _source: Record<string, unknown> }[] }
        aggregations: Record<string, Buckets>
      }
    }

    it("one learner home is one trace: gateway, subgraphs, both sides of each RPC, SQL", async () => {
      const traceId = newTraceId()
      assert.equal((await askHome(started, traceId, "01")).status, 200)
      const spans = await wholeHomeOf(traceId)
      assert.deepEqual(namesIn(spans).sort(), EVERYBODY)
      assert.ok(rpcsIn(spans, "CLIENT") >= 15)
      assert.ok(spans.filter(({ tags }) => tags?.["db.statement"] !== undefined).length >= 20)
      // What an operator looks for: by service, by name, slow ones.
      const query = new URLSearchParams({ serviceName: "gateway", spanName: "query learnerhome", minDuration: "1000" })
      const traces = (await (
        await fetch(`${zipkin.url}/api/v2/traces?${query.toString()}`)
      ).json()) as CollectedSpan[][]
      assert.ok(traces.some((trace) => trace.some((span) => span.traceId === traceId)))
      // And in the store itself.
      const { hits } = await search({ size: 1000, query: { term: { traceId } } })
      assert.deepEqual(namesIn(hits.hits.map(({ _source }) => _source as unknown as CollectedSpan)).sort(), EVERYBODY)
      assert.equal(hits.hits.length, spans.length)
    })

    it("every panel of Kibana's dashboard finds in the store what it shows", async () => {
      const [well, failed] = [newTraceId(), newTraceId()]
      await askHome(started, well, "01")
      await askHome(started, failed, "01", { "x-timeout-ms": "1" })
      await wholeHomeOf(well)
      await until(async () => (await spansOf(failed)).some(({ tags }) => tags?.error !== undefined), SENT)

      const objects = (await readFile(join(ROOT, "ops/kibana/requests.ndjson"), "utf8"))
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as KibanaObject)
      const view = objects.find(({ type }) => type === "index-pattern")!.attributes
      // What Kibana calls runtime fields, OpenSearch calls derived ones.
      const derived = JSON.parse(view.runtimeFieldMap!) as Record<string, object>
      const { fields } = (await (await fetch(`${store.url}/zipkin-span-*/_field_caps?fields=*`)).json()) as {
        fields: Record<string, Record<string, { aggregatable: boolean; searchable: boolean }>>
      }
      assert.deepEqual(Object.keys(fields[view.timeFieldName!]!), ["date"])
      const mayAggregate = (field: string) =>
        field in derived || Object.values(fields[field] ?? {}).some(({ aggregatable }) => aggregatable)

      const queryOf = ({ attributes }: KibanaObject) => {
        const { query } = JSON.parse(attributes.kibanaSavedObjectMeta!.searchSourceJSON) as { query: { query: string } }
        // Kibana's language, as far as these panels use it, in Lucene's.
        const lucene = query.query.replaceAll(" : ", ":").replace(/\b(and|not)\b/g, (word) => word.toUpperCase())
        for (const [, field = ""] of lucene.matchAll(/([\w.]+):/g))
          assert.ok(fields[field], `${field} can't be searched`)
        return { query_string: { query: lucene } }
      }
      /** The aggregations as Kibana nests them, in each bucket those that come later. */
      const nested = ([first, ...rest]: Aggregation[], metrics: Aggregation[]): object => {
        const ofMetrics = Object.fromEntries(
          metrics.flatMap(({ id, type, params: { field, percents } }) =>
            type === "percentiles" ? [[id, { percentiles: { field, percents } }]] : [],
          ),
        )
        if (!first) return ofMetrics
        const { id, type, params } = first
        assert.ok(mayAggregate(params.field), `${params.field} has no buckets`)
        const byCount = metrics.find((metric) => metric.id === params.orderBy)?.type === "count"
        const buckets =
          type === "date_histogram"
            ? { auto_date_histogram: { field: params.field, buckets: 50 } }
            : {
                terms: {
                  field: params.field,
                  size: params.size,
                  order: { [byCount ? "_count" : params.orderBy]: "desc" },
                },
              }
        return { ...ofMetrics, [id]: { ...buckets, aggs: nested(rest, metrics) } }
      }
      const panels = objects.filter(({ type }) => type === "visualization")
      assert.ok(panels.length >= 5)
      for (const panel of panels) {
        const { aggs } = JSON.parse(panel.attributes.visState!) as { aggs: Aggregation[] }
        const metrics = aggs.filter(({ schema }) => schema === "metric")
        const rows = aggs.filter(({ schema }) => schema !== "metric")
        const found = await search({ size: 0, query: queryOf(panel), derived, aggs: nested(rows, metrics) })
        const shown = rows.reduce<Buckets["buckets"]>(
          (buckets, { id }) => buckets.flatMap((bucket) => bucket[id]?.buckets ?? []),
          [found.aggregations as unknown as Buckets["buckets"][0]],
        )
        assert.ok(
          shown.some(({ doc_count }) => doc_count > 0),
          `${panel.id} shows nothing`,
        )
      }
      for (const list of objects.filter(({ type }) => type === "search")) {
        const { hits } = await search({ size: 10, query: queryOf(list), sort: [{ [view.timeFieldName!]: "desc" }] })
        assert.ok(hits.hits.length > 0, `${list.id} shows nothing`)
        for (const column of list.attributes.columns!)
          for (const { _source } of hits.hits) {
            const value = column
              .split(".")
              .reduce<unknown>((part, key) => (part as Record<string, unknown>)?.[key], _source)
            assert.ok(column in derived || value !== undefined, `${list.id} has nothing in ${column}`)
          }
      }
      const { traceId } = JSON.parse(view.fieldFormatMap!) as { traceId: { params: { urlTemplate: string } } }
      const { pathname } = new URL(traceId.params.urlTemplate.replace("{{value}}", well))
      const page = await fetch(`${zipkin.url}${pathname}`)
      assert.match(`${page.status} ${page.headers.get("content-type")}`, /^200 text\/html/)
    })
  })

  describe("of a process for each component", () => {
    const started = platformOf("processes", "0")

    it("of what goes well the ratio decides, whatever the client says; what fails is there and leads from answer to log", async () => {
      const logLinesOf = async (traceId: string) =>
        (await started.platform.log())
          .split("\n")
          .filter((line) => line.includes(traceId))
          .map((line) => JSON.parse(line) as Record<string, unknown>)
      const well = newTraceId()
      assert.equal((await askHome(started, well, "01", { "x-b3-sampled": "1" })).status, 200)

      // Too little time for what is asked of the services.
      const failed = newTraceId()
      const late = await askHome(started, failed, "00", { "x-timeout-ms": "25" })
      const { errors } = (await late.json()) as { errors: { extensions: { code: string; traceId: string } }[] }
      const [error] = errors
      assert.deepEqual([error?.extensions.code, error?.extensions.traceId], ["TIMEOUT", failed])
      const refused = newTraceId()
      const signIn = await started.platform.post(
        "/auth/login",
        { email: "nobody@example.org", password: "wrong" },
        { traceparent: `00-${refused}-00f067aa0ba902b7-00` },
      )
      assert.equal(((await signIn.json()) as { traceId: string }).traceId, refused)

      const isServer = (spans: CollectedSpan[], name: string) =>
        spans.some(({ localEndpoint, kind }) => localEndpoint.serviceName === name && kind === "SERVER")
      const trace = await until(async () => {
        const spans = await spansOf(failed)
        return isServer(spans, "gateway") ? spans : undefined
      }, SENT)
      assert.ok(trace.some(({ tags }) => tags?.error !== undefined))
      // From the edge down to the one who said no.
      await until(
        async () => {
          const spans = await spansOf(refused)
          const hasStatement = spans.some(({ tags }) => tags?.["db.statement"] !== undefined)
          return hasStatement && isServer(spans, "gateway") && isServer(spans, "users-service")
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
})
