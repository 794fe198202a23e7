import assert from "node:assert/strict"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from "node:net"
import { after, afterEach, before, beforeEach, describe, it } from "node:test"
import { OperationTypeNode, parse } from "graphql"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import {
  boundedDataSource,
  type FetchEvent,
  type FetchRequest,
  httpDataSource,
  localDataSource,
  SubgraphFailure,
} from "./data-source.ts"
import { createGraph } from "./graph.ts"
import {
  composeLibrary,
  LIBRARIAN,
  LIBRARY_SDL,
  localLibrarySubgraph,
  type Overrides,
  requestContext,
} from "./library-fixture.ts"
import { randomOperations } from "./random-operations.ts"

const request = (overrides: Partial<FetchRequest> = {}): FetchRequest => ({
  document: parse("{ viewer { id } }"),
  query: "{viewer{id}}",
  operationName: undefined,
  operationType: OperationTypeNode.QUERY,
  variables: {},
  representationCount: 0,
  context: requestContext(),
  ...overrides,
})

const failsWith = (code: string) => (error: unknown) => {
  assert.ok(error instanceof SubgraphFailure, String(error))
  assert.equal(error.code, code)
  return true
}

/** A subgraph behind real HTTP; what a test makes of a request is set by `answer`. */
describe("httpDataSource", () => {
  type Seen = { request: IncomingMessage; body: string }
  const seen: Seen[] = []
  let answer: (response: ServerResponse, seen: Seen) => void
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk))
    incoming.on("end", () => {
      const entry = { request: incoming, body: Buffer.concat(chunks).toString() }
      seen.push(entry)
      answer(response, entry)
    })
  })
  let source: ReturnType<typeof httpDataSource>
  const sendsText = (status: number, text: string, headers: Record<string, string> = {}) => {
    answer = (response) => response.writeHead(status, headers).end(text)
  }

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  })
  // A new one for each test: so many bad answers would open the breaker.
  beforeEach(() => {
    source = httpDataSource({
      name: "people",
      address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql?x=1`,
      telemetry: silentTelemetry("gateway"),
    })
  })
  afterEach(() => source.close!())
  after(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  it("sends the operation as JSON with passport, correlation, deadline and trace", async () => {
    sendsText(200, '{"data":{"viewer":{"id":"p1"}}}')
    const context = requestContext({ propagate: (headers) => (headers.traceparent = "00-1-2-01") })
    const result = await source.fetch(
      request({
        context,
        query: "query Q($x: Int) {viewer{id}}",
        operationName: "Q",
        variables: { x: 1 },
        deadlineMs: Date.now() + 200,
      }),
    )
    assert.deepEqual(result, { data: { viewer: { id: "p1" } } })
    const { request: incoming, body } = seen.at(-1)!
    assert.equal(incoming.method, "POST")
    assert.equal(incoming.url, "/graphql?x=1")
    assert.deepEqual(JSON.parse(body), {
      query: "query Q($x: Int) {viewer{id}}",
      operationName: "Q",
      variables: { x: 1 },
    })
    assert.equal(incoming.headers["content-type"], "application/json")
    assert.equal(incoming.headers["x-passport"], "passport-1")
    assert.equal(incoming.headers["x-correlation-id"], "correlation-1")
    assert.equal(incoming.headers.traceparent, "00-1-2-01")
    const left = Number(incoming.headers["x-deadline-ms"])
    assert.ok(left > 0 && left <= 200, String(left))
  })

  it("keeps its connections", async () => {
    sendsText(200, '{"data":{}}')
    const before = seen.length
    for (let i = 0; i < 20; i++) await source.fetch(request())
    const ports = new Set(seen.slice(before).map(({ request: { socket } }) => socket.remotePort))
    // The second may be opened while the first is still being freed.
    assert.ok(ports.size <= 2, `${ports.size} connections`)
  })

  for (const [what, status, text, code] of [
    ["HTML", 200, "<html>404 from some proxy</html>", "INTERNAL"],
    ["nothing", 200, "", "INTERNAL"],
    ["truncated JSON", 200, '{"data":{"viewer":', "INTERNAL"],
    ["JSON that is no result", 200, "[1]", "INTERNAL"],
    ["an object without data and errors", 200, "{}", "INTERNAL"],
    ["null", 200, "null", "INTERNAL"],
    ["500 with a body", 500, '{"errors":[{"message":"connect 10.0.0.1"}]}', "INTERNAL"],
    ["400 with errors", 400, '{"errors":[{"message":"x","extensions":{"code":"BAD_USER_INPUT"}}]}', "INTERNAL"],
    ["401", 401, '{"errors":[{"message":"no passport","extensions":{"code":"UNAUTHENTICATED"}}]}', "INTERNAL"],
    ["a redirect", 302, "", "INTERNAL"],
    ["429", 429, "", "OVERLOADED"],
    ["502", 502, "<html>", "SERVICE_UNAVAILABLE"],
    ["504", 504, "", "TIMEOUT"],
  ] as const)
    it(`fails with ${code} when it gets ${what}`, async () => {
      sendsText(status, text)
      await assert.rejects(source.fetch(request()), failsWith(code))
    })

  it("passes on when to come back", async () => {
    sendsText(503, "", { "retry-after": "2" })
    await assert.rejects(source.fetch(request()), (error: SubgraphFailure) => error.retryAfterMs === 2000)
    sendsText(503, "", { "retry-after": "Fri, 31 Dec 1999 23:59:59 GMT" })
    await assert.rejects(source.fetch(request()), (error: SubgraphFailure) => error.retryAfterMs === undefined)
  })

  it("reads no more than it must of an answer that is too long", async () => {
    answer = (response) => {
      response.writeHead(200)
      const chunk = Buffer.alloc(1024 * 1024, "a")
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      }
      response.on("drain", more)
      more()
    }
    await assert.rejects(source.fetch(request()), failsWith("INTERNAL"))
    answer = (response) => response.writeHead(200, { "content-length": String(1024 ** 3) }).write("{")
    await assert.rejects(source.fetch(request()), failsWith("INTERNAL"))
    sendsText(200, '{"data":{}}')
    assert.deepEqual(await source.fetch(request()), { data: {} })
  })

  it("ends the request at the server when it is cancelled", async () => {
    const closed = new Promise<void>((resolve) => {
      answer = (response) => response.on("close", resolve)
    })
    const bounded = boundedDataSource(source, { fetchMs: 50 }, {})
    await assert.rejects(bounded.fetch(request()), failsWith("TIMEOUT"))
    await closed
  })

  it("does not send again what may have arrived", async () => {
    const before = seen.length
    answer = (response) => response.destroy()
    await assert.rejects(source.fetch(request()), failsWith("SERVICE_UNAVAILABLE"))
    assert.equal(seen.length - before, 1)
  })

  it("refuses at once what would only queue", async () => {
    const waiting: ServerResponse[] = []
    answer = (response) => void waiting.push(response)
    const outcomes: string[] = []
    const fetches = Array.from({ length: 200 }, () =>
      source.fetch(request()).then(
        () => outcomes.push("ok"),
        (error: SubgraphFailure) => outcomes.push(error.code),
      ),
    )
    await new Promise(setImmediate)
    assert.deepEqual(new Set(outcomes), new Set(["OVERLOADED"]))
    const refused = outcomes.length
    assert.equal(refused, 40)
    answer = (response) => response.writeHead(200).end('{"data":{}}')
    for (;;) {
      for (const response of waiting.splice(0)) response.writeHead(200).end('{"data":{}}')
      if (outcomes.length === 200) break
      await new Promise(setImmediate)
    }
    await Promise.all(fetches)
    assert.equal(outcomes.filter((outcome) => outcome === "ok").length, 160)
  })

  it("says SERVICE_UNAVAILABLE when nobody listens, and tries once more", async () => {
    const tcp: TcpServer = createTcpServer()
    await new Promise<void>((resolve) => tcp.listen(0, "127.0.0.1", resolve))
    const { port } = tcp.address() as AddressInfo
    await new Promise((resolve) => tcp.close(resolve))
    const nobody = httpDataSource({
      name: "people",
      address: `http://127.0.0.1:${port}/graphql`,
      telemetry: silentTelemetry("gateway"),
    })
    await assert.rejects(nobody.fetch(request()), failsWith("SERVICE_UNAVAILABLE"))
    await nobody.close!()
  })
})

describe("httpDataSource over several replicas", () => {
  const cleanUps: (() => unknown)[] = []
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
  })
  /** One that answers with its name, until it is told to do something else. */
  async function replica(name: string) {
    const seen: ServerResponse[] = []
    const behaviour: { answer(response: ServerResponse): void } = {
      answer: (response: ServerResponse) => void response.writeHead(200).end(JSON.stringify({ data: { name } })),
    }
    const server = createServer((incoming, response) => {
      incoming.resume()
      seen.push(response)
      behaviour.answer(response)
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const stop = () => {
      server.closeAllConnections()
      server.close()
    }
    cleanUps.push(stop)
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, seen, behaviour, stop }
  }
  async function twoReplicas(fetchMs = 300) {
    const [a, b] = [await replica("a"), await replica("b")]
    const address = `${a.url},${b.url}`
    const source = httpDataSource({ name: "people", address, telemetry: silentTelemetry("gateway") })
    cleanUps.push(() => source.close!())
    const bounded = boundedDataSource(source, { fetchMs }, {})
    const ask = async (operationType = OperationTypeNode.QUERY) =>
      ((await bounded.fetch(request({ operationType }))).data as { name: string }).name
    return { a, b, ask }
  }

  it("asks them in turn", async () => {
    const { ask } = await twoReplicas()
    const names: string[] = []
    for (let i = 0; i < 10; i++) names.push(await ask())
    assert.equal(names.join(""), "ababababab")
  })

  it("answers every query when one hangs, and soon waits for it no more", async () => {
    const { a, ask } = await twoReplicas()
    await ask()
    a.behaviour.answer = () => {}
    const asked = a.seen.length
    for (let i = 0; i < 60; i++) {
      const answers = await Promise.all([ask(), ask(), ask()])
      assert.deepEqual(new Set(answers), new Set(["b"]))
    }
    assert.ok(a.seen.length - asked <= 6, `${a.seen.length - asked} waited for it`)
  })

  it("waits for one that says that it is at work", async () => {
    const { a, b, ask } = await twoReplicas(5000)
    const answerAtOnce = a.behaviour.answer
    a.behaviour.answer = (response) => {
      response.writeProcessing()
      setTimeout(() => answerAtOnce(response), 220)
    }
    assert.equal(await ask(), "a")
    assert.equal(b.seen.length, 0)
  })

  it("answers every query when one dies", async () => {
    const { a, ask } = await twoReplicas()
    await ask()
    a.behaviour.answer = (response) => response.destroy()
    for (let i = 0; i < 5; i++) assert.equal(await ask(), "b")
    a.stop()
    for (let i = 0; i < 5; i++) assert.equal(await ask(), "b")
  })

  it("sends a mutation on when it can't have arrived, and else not", async () => {
    const { a, b, ask } = await twoReplicas()
    a.behaviour.answer = (response) => response.destroy()
    await assert.rejects(ask(OperationTypeNode.MUTATION), failsWith("SERVICE_UNAVAILABLE"))
    assert.equal(b.seen.length, 0)
    b.stop()
    a.behaviour.answer = (response) => void response.writeHead(200).end(JSON.stringify({ data: { name: "a" } }))
    assert.equal(await ask(OperationTypeNode.MUTATION), "a")
  })

  it("leaves one alone that closes its connections in order", async () => {
    const { a, ask } = await twoReplicas()
    const { answer } = a.behaviour
    a.behaviour.answer = (response) => {
      response.setHeader("connection", "close")
      answer(response)
    }
    assert.equal(await ask(), "a")
    for (let i = 0; i < 5; i++) assert.equal(await ask(), "b")
  })
})

describe("boundedDataSource", () => {
  it("reports each fetch with its outcome and how many entities it was for", async () => {
    const events: Omit<FetchEvent, "seconds" | "cause">[] = []
    const results: (() => Promise<object>)[] = [
      () => Promise.resolve({ data: {} }),
      () => Promise.resolve({ data: {}, errors: [{ message: "x" }] }),
      () => Promise.reject(new SubgraphFailure("OVERLOADED")),
      () => Promise.reject(new TypeError("a bug")),
    ]
    const bounded = boundedDataSource(
      { name: "people", fetch: () => results.shift()!() },
      { fetchMs: 100 },
      { onFetch: ({ subgraph, outcome, representations }) => events.push({ subgraph, outcome, representations }) },
    )
    for (let i = 0; i < 4; i++) await bounded.fetch(request({ representationCount: i })).catch(() => {})
    assert.deepEqual(
      events.map(({ outcome, representations }) => [outcome, representations]),
      [
        ["ok", 0],
        ["partial", 1],
        ["OVERLOADED", 2],
        ["INTERNAL", 3],
      ],
    )
  })

  it("runs each fetch inside what surrounds it", async () => {
    const order: string[] = []
    const bounded = boundedDataSource(
      { name: "people", fetch: () => (order.push("fetch"), Promise.resolve({})) },
      { fetchMs: 100 },
      {
        aroundFetch: async (subgraph, _, run) => {
          order.push(`${subgraph} begins`)
          const result = await run()
          order.push("ends")
          return result
        },
      },
    )
    await bounded.fetch(request())
    assert.deepEqual(order, ["people begins", "fetch", "ends"])
  })
})

describe("localDataSource", () => {
  it("opens one scope per client request, and a new one from each mutation on", async () => {
    let scopes = 0
    const used: number[] = []
    const source = localDataSource({
      name: "people",
      openScope: () => ++scopes,
      execute: (_, scope) => (used.push(scope), Promise.resolve({ data: {} })),
    })
    const context = requestContext()
    await source.fetch(request({ context }))
    await source.fetch(request({ context }))
    await source.fetch(request({ context, operationType: OperationTypeNode.MUTATION }))
    await source.fetch(request({ context }))
    await source.fetch(request())
    assert.deepEqual(used, [1, 1, 2, 2, 3])
  })

  it("leaves nothing in a result that JSON doesn't carry, and shares nothing with the subgraph", async () => {
    const cached = { a: 1, dropped: undefined, at: new Date(0) }
    const data = Object.assign(Object.create(null) as object, {
      date: new Date(0),
      nothing: undefined,
      notANumber: Number.NaN,
      minusZero: -0,
      map: new Map([[1, 2]]),
      own: { toJSON: () => "json" },
      call: () => 1,
      list: [undefined, () => 1, Symbol("x"), 1, [cached]],
      cached,
    })
    const source = localDataSource({ name: "x", openScope: () => 1, execute: () => Promise.resolve({ data }) })
    const expected = JSON.parse(JSON.stringify(data)) as unknown
    const result = await source.fetch(request())
    assert.deepEqual(JSON.parse(JSON.stringify(result.data)), expected)
    assert.equal(Object.is((result.data as { minusZero: number }).minusZero, 0), true)
    assert.equal("nothing" in (result.data as object), false)
    assert.notEqual((result.data as { cached: object }).cached, cached)
    assert.equal("dropped" in cached, true)
  })

  it("fails with INTERNAL where JSON would: a circle, a bigint", async () => {
    const circle: { self?: object } = {}
    circle.self = circle
    for (const leaf of [circle, 5n]) {
      const data = Object.assign(Object.create(null) as object, { leaf })
      const source = localDataSource({ name: "x", openScope: () => 1, execute: () => Promise.resolve({ data }) })
      await assert.rejects(boundedDataSource(source, { fetchMs: 100 }, {}).fetch(request()), failsWith("INTERNAL"))
    }
  })
})

describe("the two topologies", () => {
  const overrides: Overrides = {
    "Person.address": () => {
      throw new Error("down")
    },
    "Book.pages": ({ id }: { id: string }, _: unknown, original) => {
      if (id === "w1") throw Object.assign(new Error("no such book"), { extensions: { code: "NOT_FOUND" } })
      return original()
    },
  }

  it("answer alike, errors included", async () => {
    const composition = composeLibrary()
    const names = Object.keys(LIBRARY_SDL)
    const subgraphs = new Map(names.map((name) => [name, localLibrarySubgraph(name, overrides)]))
    const server = createServer((incoming, response) => {
      const chunks: Buffer[] = []
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk))
      incoming.on("end", () => {
        const { query, operationName, variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
          query: string
          operationName?: string
          variables: Record<string, unknown>
        }
        void subgraphs
          .get(incoming.url!.slice(1))!
          .execute({ document: parse(query), operationName, variables }, {})
          .then((result) => response.end(JSON.stringify(result)))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const { port } = server.address() as AddressInfo
    const limits = {
      maxDepth: 100,
      maxAliases: 1e3,
      maxDirectives: 1e3,
      maxRepetitions: 1e3,
      maxCost: 1e9,
      maxTokens: 1e4,
      fetchMs: 5000,
    }
    const remote = createGraph({
      ...composition,
      introspection: true,
      limits,
      dataSources: names.map((name) =>
        httpDataSource({ name, address: `http://127.0.0.1:${port}/${name}`, telemetry: silentTelemetry("gateway") }),
      ),
    })
    const local = createGraph({
      ...composition,
      introspection: true,
      limits,
      dataSources: names.map((name) => localDataSource(subgraphs.get(name)!)),
    })
    let errors = 0
    for (const { query, variables } of randomOperations(local.schema, 5, 60)) {
      const ask = (graph: typeof local) =>
        graph.run({ query, variables, caller: LIBRARIAN, context: requestContext({ deadlineMs: Date.now() + 20_000 }) })
      const [a, b] = [await ask(remote), await ask(local)]
      assert.equal(JSON.stringify(a.result), JSON.stringify(b.result), query)
      errors += a.result.errors?.length ?? 0
    }
    assert.ok(errors > 0)
    await remote.close()
    await new Promise((resolve) => server.close(resolve))
  })
})
