import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { until } from "@lectern/test-kit/until"
import { grpcHealth } from "./grpc-health.ts"
import { LEARNER_HOME, type LearnerHome } from "./learner-home.ts"
import { PATIENT, demo, startPlatform, TOPOLOGIES, type Platform } from "./platform-under-test.ts"
import { parseMetrics } from "./prometheus.ts"
import { startCollector, type CollectedSpan, type SpanCollector } from "./span-collector.ts"
import { steadyLoad } from "./steady-load.ts"

const CONTEXTS = ["users", "courses", "enrollment", "content", "playback"]
const COURSES = "{ courses(first: 3) { edges { node { title instructor { displayName } } } } }"
const newTraceId = () => randomUUID().replaceAll("-", "")
const SPAN_ID = "00f067aa0ba902b7"
const traceparent = (traceId: string, sampled = true) => `00-${traceId}-${SPAN_ID}-${sampled ? "01" : "00"}`
const SENT = { timeoutMs: 15_000, description: "the spans to be sent" }

for (const topology of TOPOLOGIES)
  describe(`what the platform tells about itself (${topology})`, () => {
    let collector: SpanCollector
    let platform: Platform
    let token = ""
    before(async () => {
      collector = await startCollector()
      // Each request goes through every component.
      platform = await startPlatform(topology, { ZIPKIN_URL: collector.url, SHARED_ANSWERS_MIB: "0" })
      token = await platform.signIn(demo.learner)
    })
    after(async () => {
      await platform?.stop()
      await collector?.close()
    })

    const askHome = (headers: Record<string, string>) =>
      platform.post("/graphql", { query: LEARNER_HOME }, { authorization: `Bearer ${token}`, ...headers })
    const spansOf = (traceId: string) => collector.spans.filter((span) => span.traceId === traceId)
    /** The spans of a trace once every component had the time to send its own. */
    const settledSpansOf = async (traceId: string): Promise<CollectedSpan[]> => {
      const marker = newTraceId()
      await until(() => spansOf(traceId).some(({ localEndpoint }) => localEndpoint.serviceName === "gateway"), SENT)
      // A later request through all components: when its spans are here, earlier ones are too.
      await askHome({ traceparent: traceparent(marker) })
      await until(
        () => new Set(spansOf(marker).map(({ localEndpoint }) => localEndpoint.serviceName)).size === 11,
        SENT,
      )
      return spansOf(traceId)
    }
    const serviceOf = ({ localEndpoint }: CollectedSpan) => localEndpoint.serviceName

    it("shows a learner home as one trace from the edge to SQL, each component under its own name", async () => {
      await askHome({})
      const traceId = newTraceId()
      await askHome({ traceparent: traceparent(traceId) })
      const spans = await settledSpansOf(traceId)
      const byId = new Map(spans.map((span) => [span.id, span]))
      assert.equal(byId.size, spans.length)
      const parentOf = (span: CollectedSpan) => byId.get(span.parentId ?? "")

      const roots = spans.filter((span) => !parentOf(span))
      assert.deepEqual(
        roots.map((span) => [serviceOf(span), span.kind, span.name, span.parentId]),
        [["gateway", "SERVER", "query LearnerHome", SPAN_ID]],
      )
      assert.deepEqual(
        [...new Set(spans.map(serviceOf))].sort(),
        ["gateway", ...CONTEXTS.flatMap((name) => [`${name}-service`, `${name}-subgraph`])].sort(),
      )

      const fetches = spans.filter((span) => serviceOf(span) === "gateway" && span.kind === "CLIENT")
      assert.equal(fetches.length, 11)
      const statements = spans.filter(({ tags }) => tags["db.statement"] !== undefined)
      const calls = spans.filter((span) => span.kind === "CLIENT" && !statements.includes(span))
      // Every call was answered by one server, of another component, within the time of the call.
      for (const call of calls) {
        const answers = spans.filter(({ parentId, kind }) => parentId === call.id && kind === "SERVER")
        assert.equal(answers.length, 1, `${serviceOf(call)} ${call.name}`)
        const [server] = answers as [CollectedSpan]
        assert.notEqual(serviceOf(server), serviceOf(call))
        if (serviceOf(call) === "gateway") assert.equal(`fetch ${serviceOf(server)}`, `${call.name}-subgraph`)
        else assert.equal(server.name, call.name)
        // Clocks of two processes agree to a millisecond or so.
        assert.ok(server.timestamp >= call.timestamp - 2000 && server.duration <= call.duration + 2000)
      }
      const servers = spans.filter((span) => span.kind === "SERVER" && !roots.includes(span))
      assert.equal(servers.length, calls.length)
      // Statements belong to the RPC that needs them.
      assert.ok(statements.length > 15)
      for (const statement of statements) {
        const rpc = parentOf(statement)
        assert.deepEqual([rpc?.kind, rpc && serviceOf(rpc)], ["SERVER", serviceOf(statement)])
        assert.match(statement.tags["db.statement"] ?? "", /^select /i)
      }
    })

    it("continues the trace that a client's headers name, in each of the formats", async () => {
      for (const headersFor of [
        (id: string) => ({ traceparent: traceparent(id) }),
        (id: string) => ({ b3: `${id}-${SPAN_ID}-1` }),
        (id: string) => ({ "x-b3-traceid": id, "x-b3-spanid": SPAN_ID, "x-b3-sampled": "1" }),
      ]) {
        const traceId = newTraceId()
        await platform.post("/graphql", { query: "{ courses(first: 1) { totalCount } }" }, headersFor(traceId))
        const root = await until(
          () => spansOf(traceId).find((span) => serviceOf(span) === "gateway" && span.kind === "SERVER"),
          SENT,
        )
        assert.equal(root.parentId, SPAN_ID)
      }
      const login = newTraceId()
      await platform.post(
        "/auth/login",
        { email: "nobody@example.org", password: "wrong password" },
        { traceparent: traceparent(login) },
      )
      const rpc = await until(
        () => spansOf(login).find((span) => serviceOf(span) === "users-service" && span.kind === "SERVER"),
        SENT,
      )
      assert.equal(rpc.name, "elearning.auth.v1.AuthService/Login")
    })

    it("keeps to the client's decision not to be traced", async () => {
      const unsampled = newTraceId()
      await askHome({ traceparent: traceparent(unsampled, false) })
      const sampled = newTraceId()
      await askHome({ traceparent: traceparent(sampled) })
      await settledSpansOf(sampled)
      assert.deepEqual(spansOf(unsampled), [])
    })

    it("answers an error with the id of its trace, which the log lines about it carry too", async () => {
      const traceId = newTraceId()
      // Too little time for anything to be fetched.
      const late = await askHome({ traceparent: traceparent(traceId), "x-timeout-ms": "1" })
      const { errors } = (await late.json()) as { errors: { extensions: Record<string, unknown> }[] }
      assert.ok(errors.length > 0)
      for (const { extensions } of errors) assert.deepEqual([extensions.code, extensions.traceId], ["TIMEOUT", traceId])

      const refused = newTraceId()
      const refusals = [
        await platform.post("/graphql", { query: "{ nonsense }" }, { traceparent: traceparent(refused) }),
        await platform.post("/graphql", "{", { traceparent: traceparent(refused) }),
        await platform.post(
          "/graphql",
          { query: "{ __typename }" },
          { traceparent: traceparent(refused), authorization: "Bearer x.y.z" },
        ),
      ]
      for (const refusal of refusals) {
        const body = (await refusal.json()) as { errors: { extensions: Record<string, unknown> }[] }
        assert.equal(body.errors[0]?.extensions.traceId, refused)
      }
      // By REST too, whoever of the platform says it.
      for (const refusal of [
        await platform.post("/auth/login", { email: 5 }, { traceparent: traceparent(refused) }),
        await platform.post(
          "/auth/login",
          { email: "a@b.example", password: "c" },
          { traceparent: traceparent(refused) },
        ),
        await fetch(`${platform.origin}/nowhere`, { headers: { traceparent: traceparent(refused) } }),
        await fetch(`${platform.origin}/files/hls/x`, { headers: { traceparent: traceparent(refused) } }),
        await fetch(`${platform.origin}/files/uploads/x`, {
          method: "HEAD",
          headers: { traceparent: traceparent(refused) },
        }),
      ]) {
        assert.ok(refusal.status >= 400)
        const text = await refusal.text()
        if (text !== "") assert.equal((JSON.parse(text) as { traceId: string }).traceId, refused)
      }

      const lines = await until(
        async () => {
          const found = (await platform.log()).split("\n").filter((line) => line.includes(traceId))
          const isComplete = found.some((line) => line.includes('"msg":"request"'))
          return isComplete ? found.map((line) => JSON.parse(line) as Record<string, unknown>) : undefined
        },
        { description: "the log lines" },
      )
      const warnings = lines.filter(({ level }) => level === "warn")
      assert.ok(warnings.length > 0)
      for (const line of lines) {
        assert.equal(line.traceId, traceId)
        assert.equal(line.requestId, lines[0]?.requestId)
        assert.match(String(line.requestId), /^[0-9a-f-]{36}$/)
      }
    })

    it("logs nothing but JSON lines with time, level, component and message", async () => {
      for (const line of (await platform.log()).trimEnd().split("\n")) {
        const { time, level, component, msg } = JSON.parse(line) as Record<string, unknown>
        assert.match(String(time), /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/)
        assert.match(String(level), /^(debug|info|warn|error)$/)
        assert.match(String(component), /^(gateway|\w+-(service|subgraph))$/)
        assert.equal(typeof msg, "string")
      }
    })

    const ALL: Record<string, { type: string; labels: string[]; of: string }> = {
      graphql_operations_total: { type: "counter", labels: ["operation", "type", "outcome"], of: "gateway" },
      graphql_operation_seconds: { type: "histogram", labels: ["operation"], of: "gateway" },
      http_requests_total: { type: "counter", labels: ["route", "method", "status"], of: "gateway" },
      http_request_seconds: { type: "histogram", labels: ["route"], of: "gateway" },
      graphql_refused_total: { type: "counter", labels: ["code"], of: "gateway" },
      gateway_fetches_total: { type: "counter", labels: ["subgraph", "outcome"], of: "gateway" },
      gateway_fetch_seconds: { type: "histogram", labels: ["subgraph"], of: "gateway" },
      nodejs_eventloop_lag_p99_seconds: { type: "gauge", labels: [], of: "gateway" },
      process_resident_memory_bytes: { type: "gauge", labels: [], of: "gateway" },
      subgraph_operations_total: { type: "counter", labels: ["outcome"], of: "subgraph" },
      subgraph_operation_seconds: { type: "histogram", labels: [], of: "subgraph" },
      grpc_client_handled_total: {
        type: "counter",
        labels: ["grpc_service", "grpc_method", "grpc_code"],
        of: "subgraph",
      },
      grpc_client_handling_seconds: { type: "histogram", labels: ["grpc_service", "grpc_method"], of: "subgraph" },
      grpc_server_handled_total: {
        type: "counter",
        labels: ["grpc_service", "grpc_method", "grpc_code"],
        of: "service",
      },
      grpc_server_handling_seconds: { type: "histogram", labels: ["grpc_service", "grpc_method"], of: "service" },
      db_statements_total: { type: "counter", labels: ["verb", "outcome", "origin"], of: "service" },
      db_statement_seconds: { type: "histogram", labels: ["verb"], of: "service" },
      db_slow_statements_total: { type: "counter", labels: ["verb", "origin"], of: "service" },
      db_pool_connections: { type: "gauge", labels: ["state"], of: "service" },
      db_pool_connections_limit: { type: "gauge", labels: [], of: "service" },
      db_pool_wait_seconds: { type: "histogram", labels: ["outcome"], of: "service" },
      background_job_rounds_total: { type: "counter", labels: ["job_name", "outcome"], of: "service" },
      background_job_round_seconds: { type: "histogram", labels: ["job_name"], of: "service" },
    }

    it("measures every operation, fetch, RPC and statement: how many, how many failed, how long; and pools and event loop", async () => {
      await askHome({})
      const texts = await Promise.all(
        Object.values(platform.addresses.internal).map(async (url) => {
          const response = await fetch(`${url}/metrics`)
          assert.match(response.headers.get("content-type") ?? "", /^text\/plain; version=0\.0\.4/)
          return response.text()
        }),
      )
      const families = texts.map(parseMetrics)
      for (const [name, { type, labels, of }] of Object.entries(ALL)) {
        const components = of === "gateway" ? ["gateway"] : CONTEXTS.map((context) => `${context}-${of}`)
        const found = families.flatMap((family) => family.get(name) ?? [])
        assert.ok(found.length > 0, name)
        for (const family of found) assert.equal(family.type, type, name)
        const samples = found.flatMap((family) => family.samples)
        for (const component of components) {
          const own = samples.filter((sample) => sample.labels.component === component)
          assert.ok(own.length > 0, `${name} of ${component}`)
          for (const sample of own)
            assert.deepEqual(
              Object.keys(sample.labels).sort(),
              [...labels, "component", ...(sample.name.endsWith("_bucket") ? ["le"] : [])].sort(),
            )
        }
      }
      // The buckets of a histogram only grow, up to the count.
      for (const family of families.flatMap((each) => [...each.values()].filter(({ type }) => type === "histogram"))) {
        const series = Map.groupBy(
          family.samples.filter(({ name }) => name.endsWith("_bucket")),
          ({ labels: { le: _le, ...rest } }) => JSON.stringify(rest),
        )
        for (const [key, buckets] of series) {
          assert.equal(buckets.at(-1)?.labels.le, "+Inf")
          assert.deepEqual(
            buckets.map(({ value }) => value),
            buckets.map(({ value }) => value).toSorted((a, b) => a - b),
          )
          const count = family.samples.find(
            ({ name, labels }) => name.endsWith("_count") && JSON.stringify(labels) === key,
          )
          assert.equal(count?.value, buckets.at(-1)?.value)
        }
      }
    })

    it("bounds what clients can write into labels and span names", async () => {
      const names = Array.from(
        { length: 400 },
        (_, index) => `Hostile${index}${"x".repeat(index % 7 === 0 ? 5000 : index % 50)}`,
      )
      for (const name of names) await platform.graphql(`query ${name} { __typename }`)
      const samples = await platform.samples(["graphql_operations_total"])
      const operations = new Set(samples.map(({ labels }) => labels.operation ?? ""))
      assert.ok(operations.has("other"))
      assert.ok(operations.size <= 302, String(operations.size))
      for (const operation of operations) assert.ok(operation.length <= 80)
      await askHome({})
      for (const { name } of collector.spans) assert.ok(name.length <= 100)
    })

    it("says whether it lives and wants traffic: over HTTP, inside and outside, and over gRPC", async () => {
      for (const url of [platform.origin, ...Object.values(platform.addresses.internal)])
        for (const path of ["/healthz", "/readyz"])
          assert.equal((await fetch(`${url}${path}`)).status, 200, `${url}${path}`)
      assert.equal((await fetch(`${platform.origin}/metrics`)).status, 404)
      for (const address of Object.values(platform.addresses.services))
        assert.equal(await grpcHealth(address), "SERVING")
    })

    it("keeps secrets, and what is about people, out of logs, spans, metrics and error bodies", async () => {
      const password = `canary-password-${randomUUID()}`
      const wrong = `canary-wrong-${randomUUID()}`
      const email = `${randomUUID()}@example.org`
      const displayName = `Canary ${randomUUID()}`
      const paymentToken = `canary-payment-${randomUUID()}`
      const words = `canary-words-${randomUUID()}`
      const secrets = [password, wrong, email, displayName, paymentToken, words]
      const errorBodies: string[] = []
      const REGISTER =
        "mutation Register($input: RegisterUserInput!) { registerUser(input: $input) { __typename ... on UserError { code message } } }"
      const register = async (input: unknown) => {
        const answer = await platform.post("/graphql", { query: REGISTER, variables: { input } })
        const text = await answer.text()
        if (!text.includes("RegisterUserSuccess")) errorBodies.push(text)
        return text
      }
      assert.match(await register({ displayName, email, password }), /RegisterUserSuccess/)
      await register({ displayName, email, password })
      await register({ displayName: "", email: "none", password })
      await register({ displayName, email: 5, password })
      await register({ displayName, email, password: { password } })
      await register({ displayName, email, password: [password] })
      await register(password)
      const inline = (text: string) =>
        platform.post("/graphql", { query: `mutation { registerUser(input: ${text}) { __typename } }` })
      for (const text of [
        `{ displayName: "C", email: "${email}", password: { password: "${password}" } }`,
        `{ displayName: "C", email: "${email}", password: "${password} }`,
        `"${password}"`,
        `{ "${password}" }`,
      ])
        errorBodies.push(await (await inline(text)).text())

      const signIn = async (body: object) => {
        const answer = await platform.post("/auth/login", body)
        const text = await answer.text()
        if (answer.status !== 200) errorBodies.push(text)
        return { text, cookie: /refresh=([\w-]+)/.exec(answer.headers.get("set-cookie") ?? "")?.[1] ?? "" }
      }
      await signIn({ email, password: wrong })
      await signIn({ email, password, tokenIn: wrong })
      await signIn({ email: wrong, password: [password] })
      errorBodies.push(await (await platform.post("/auth/login", `{"password":"${password}`)).text())
      const browser = await signIn({ email, password })
      const app = JSON.parse((await signIn({ email, password, tokenIn: "body" })).text) as {
        accessToken: string
        refreshToken: string
      }
      const refresh = (refreshToken: string) => platform.post("/auth/refresh", { refreshToken })
      const rotated = (await (await refresh(app.refreshToken)).json()) as { accessToken: string; refreshToken: string }
      errorBodies.push(await (await refresh(`${rotated.refreshToken}x`)).text())
      secrets.push(browser.cookie, app.refreshToken, rotated.refreshToken)
      for (const accessToken of [app.accessToken, rotated.accessToken, token])
        secrets.push(...accessToken.split(".").slice(1))
      const forged = await platform.post(
        "/graphql",
        { query: "{ me { id } }" },
        { authorization: `Bearer ${rotated.accessToken}x` },
      )
      errorBodies.push(await forged.text())

      // What people look for, write of themselves, pay with, and what their browsers say.
      const mine = { authorization: `Bearer ${rotated.accessToken}`, "user-agent": words, "accept-language": words }
      for (const [query, variables] of [
        ["query Search($words: String!) { courses(filter: { query: $words }) { totalCount } }", { words }],
        [
          `mutation Introduce($input: UpdateMyProfileInput!) {
            updateMyProfile(input: $input) { __typename ... on UserError { code } } }`,
          { input: { bio: words, avatarUrl: words, displayName } },
        ],
        [
          `mutation Buy($input: PurchaseSubscriptionInput!) {
            purchaseSubscription(input: $input) { __typename ... on UserError { code } } }`,
          { input: { planId: randomUUID(), paymentToken, idempotencyKey: randomUUID() } },
        ],
        ["query Mine { me { email displayName bio } }", {}],
      ] as const) {
        const answer = await platform.post("/graphql", { query, variables }, mine)
        const text = await answer.text()
        if (!text.includes('"data":{"me":')) errorBodies.push(text)
      }
      errorBodies.push(await (await fetch(`${platform.origin}/nowhere/${words}?email=${email}`)).text())

      const { data } = (await (await askHome({})).json()) as { data: LearnerHome }
      const hlsUrl = data.continueWatching[0]?.session.stream.hlsUrl ?? ""
      const grant = new URL(hlsUrl).searchParams.get("g") ?? ""
      assert.ok(grant.length > 20)
      secrets.push(grant)
      assert.equal((await fetch(hlsUrl)).status, 200)
      for (const url of [`${hlsUrl}x`, hlsUrl.replace("master", "none"), hlsUrl.replace("/files/", "/filez/")]) {
        const answer = await fetch(url)
        assert.ok(answer.status >= 400)
        errorBodies.push(await answer.text())
      }
      await platform.graphql(
        `mutation ($input: StartPlaybackInput!) { startPlayback(input: $input) { __typename } }`,
        {
          input: {
            sessionId: data.continueWatching[0]?.session.id,
            deviceId: randomUUID(),
            clientSessionId: randomUUID(),
          },
        },
        token,
      )

      const installed = JSON.parse(await readFile(join(platform.dataFolder, "secrets.json"), "utf8")) as Record<
        string,
        string
      >
      for (const [name, secret] of Object.entries(installed))
        if (name !== "passportPublicKey") secrets.push(secret.includes("\n") ? (secret.split("\n")[1] ?? "") : secret)
      for (const secret of secrets) assert.ok(secret.length >= 16, secret)

      const last = newTraceId()
      await askHome({ traceparent: traceparent(last) })
      await settledSpansOf(last)
      const metrics = await Promise.all(
        Object.values(platform.addresses.internal).map(async (url) => (await fetch(`${url}/metrics`)).text()),
      )
      const told = {
        log: await platform.log(),
        output: platform.output,
        spans: JSON.stringify(collector.spans),
        metrics: metrics.join(),
        "error bodies": errorBodies.join("\n"),
      }
      assert.ok(told.log.includes('"path":"/auth/login"'))
      for (const [where, text] of Object.entries(told))
        for (const secret of secrets)
          assert.equal(
            text.includes(secret),
            false,
            `${where}: ${text.slice(Math.max(0, text.indexOf(secret) - 200), text.indexOf(secret) + 100)}`,
          )
      // Passports live a minute; whatever looks like a token has no business in any of them.
      for (const [where, text] of Object.entries(told)) assert.doesNotMatch(text, /eyJ[\w-]{20,}\./, where)
    })

    it("stops under load without losing a request that it took", async () => {
      await askHome({})
      let sent = 0
      const load = steadyLoad(platform.origin, {
        perSecond: 15,
        next: () => ({
          path: "/graphql",
          headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
          // Few and most of them light, so that a busy machine keeps up: what is refused for overload proves nothing.
          body: JSON.stringify({ query: sent++ % 10 === 0 ? LEARNER_HOME : COURSES }),
        }),
      })
      const soon = { timeoutMs: 30_000, description: "the load to be served" }
      await until(() => load.answered() > 20, soon)
      const readiness: number[] = []
      let watching = true
      const watch = (async () => {
        const [internal = ""] = Object.entries(platform.addresses.internal).flatMap(([name, url]) =>
          /platform|gateway/.test(name) ? [url] : [],
        )
        while (watching) {
          const answer = await fetch(`${internal}/readyz`).catch(() => undefined)
          if (answer) readiness.push(answer.status)
          await new Promise((resolve) => setTimeout(resolve, 20))
        }
      })()
      await until(() => readiness.includes(200), soon)
      const signalledAt = Date.now()
      process.kill(platform.pid, "SIGTERM")
      const status = await platform.ended
      const stoppedAfterMs = Date.now() - signalledAt
      watching = false
      await watch
      const answers = await load.stop()

      assert.equal(status, 0)
      // What was taken may use its whole budget, which is long here.
      assert.ok(stoppedAfterMs < Number(PATIENT.QUERY_BUDGET_MS) + 5000, `${stoppedAfterMs} ms`)
      assert.ok(readiness.includes(200) && readiness.includes(503), String(readiness))
      const answered = answers.filter((answer) => answer.status !== undefined)
      for (const { status, text } of answered) {
        assert.equal(status, 200)
        assert.equal(text?.includes('"errors"'), false, text?.slice(0, 300))
      }
      assert.ok(
        answered.some(({ sentAt }) => sentAt > signalledAt),
        "nothing was served any more after the signal",
      )
      // What got no answer was never taken: the edge logs each request that it has begun.
      const taken = new Set((await platform.log()).match(/(?<="traceId":")[0-9a-f]{32}/g))
      const unanswered = answers.filter((answer) => answer.status === undefined)
      assert.deepEqual(
        unanswered.filter(({ traceId }) => taken.has(traceId)),
        [],
      )
      assert.ok(unanswered.every(({ sentAt }) => sentAt > signalledAt))
    })
  })

describe("a Zipkin server that does not answer", () => {
  it("costs its spans, not the answers: neither one that hangs nor one that is away", async () => {
    const hanging = await startCollector({ hangs: true })
    const [without, with_] = await Promise.all([
      startPlatform("one process"),
      startPlatform("one process", { ZIPKIN_URL: hanging.url }),
    ])
    try {
      const tokens = new Map([
        [without, await without.signIn(demo.learner)],
        [with_, await with_.signIn(demo.learner)],
      ])
      const took = new Map<Platform, number[]>([
        [without, []],
        [with_, []],
      ])
      const round = async (requests: number) => {
        for (let index = 0; index < requests; index++)
          for (const [platform, times] of took) {
            const began = performance.now()
            const { errors } = await platform.graphql<LearnerHome>(LEARNER_HOME, {}, tokens.get(platform))
            assert.equal(errors, undefined)
            times.push(performance.now() - began)
          }
      }
      const ratio = () => {
        const [a = 0, b = 0] = [without, with_].map(
          (platform) =>
            (took.get(platform) ?? []).toSorted((x, y) => x - y)[Math.floor((took.get(platform)?.length ?? 0) / 2)],
        )
        return b / a
      }
      await round(10)
      for (const times of took.values()) times.length = 0
      await round(40)
      assert.ok(hanging.requests() > 0)
      assert.ok(ratio() < 3, `hanging: ${ratio().toFixed(2)} times as slow`)

      await hanging.close()
      for (const times of took.values()) times.length = 0
      await round(40)
      assert.ok(ratio() < 3, `away: ${ratio().toFixed(2)} times as slow`)

      // Nor does it keep the platform from stopping.
      const began = performance.now()
      process.kill(with_.pid, "SIGTERM")
      assert.equal(await with_.ended, 0)
      assert.ok(performance.now() - began < 5000)
    } finally {
      await Promise.all([without.stop(), with_.stop()])
      await hanging.close()
    }
  })
})
