import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { type FetchRequest, localDataSource, type SubgraphDataSource, SubgraphFailure } from "./data-source.ts"
import { compose } from "./compose.ts"
import { createGraph, type GraphHooks, type GraphResult } from "./graph.ts"
import {
  composeLibrary,
  LIBRARIAN,
  LIBRARY_SDL,
  localLibrarySubgraph,
  type Overrides,
  requestContext,
} from "./library-fixture.ts"
import type { FetchContext } from "./data-source.ts"

const composition = composeLibrary()

type Answer = (request: FetchRequest, real: SubgraphDataSource) => Promise<unknown>

/** The graph over the fixture with some subgraphs replaced by `answers`; `fetches` are what all of them were asked. */
function library(options: { answers?: Record<string, Answer>; overrides?: Overrides; hooks?: GraphHooks } = {}) {
  const fetches: (FetchRequest & { subgraph: string })[] = []
  const bugs: unknown[] = []
  const graph = createGraph({
    ...composition,
    introspection: true,
    dataSources: Object.keys(LIBRARY_SDL).map((name) => {
      const real = localDataSource(localLibrarySubgraph(name, options.overrides))
      const answer = options.answers?.[name]
      return {
        name,
        fetch: (request: FetchRequest) => {
          fetches.push({ ...request, subgraph: name })
          return (answer ? answer(request, real) : real.fetch(request)) as ReturnType<SubgraphDataSource["fetch"]>
        },
      }
    }),
    hooks: { onInternalError: (error) => bugs.push(error), ...options.hooks },
  })
  const ask = async (
    query: string,
    variables: object = {},
    context: Partial<FetchContext> = {},
  ): Promise<GraphResult> => {
    const { result } = await graph.run({ query, variables, caller: LIBRARIAN, context: requestContext(context) })
    assert.deepEqual(bugs, [])
    return JSON.parse(JSON.stringify(result)) as GraphResult
  }
  return { graph, ask, fetches }
}

/** Reviews r0 and r4 by p0 and p3, who have all there is to have. */
const AUTHORS: Overrides = {
  "Review.author": ({ id }: { id: string }) => ({ __typename: "Person", id: id === "r0" ? "p0" : "p3" }),
}

/** Path and code of each error: what a client can tell them apart by. */
const summary = ({ errors = [] }: GraphResult) =>
  errors.map(({ path, extensions }) => `${path?.join(".")} ${extensions.code}`)

const dead = () => Promise.reject(new SubgraphFailure("SERVICE_UNAVAILABLE"))

describe("a subgraph that gives no answer", () => {
  it("costs its own fields, one error each, on every object", async () => {
    const { ask } = library({ answers: { reviews: dead } })
    const result = await ask("{ list: people(first: 2) { name score: rank reviews { id } } }")
    assert.deepEqual(result.data, {
      list: [
        { name: "Person p0", score: null, reviews: null },
        { name: "Person p1", score: null, reviews: null },
      ],
    })
    assert.deepEqual(result.errors, [
      ...["score", "reviews"].map((key) => lost(["list", 0, key])),
      ...["score", "reviews"].map((key) => lost(["list", 1, key])),
    ])
    function lost(path: (string | number)[]) {
      return {
        message: "this part is unavailable, try again later",
        path,
        extensions: { code: "SERVICE_UNAVAILABLE", service: "reviews", retryable: true, traceId: "trace-1" },
      }
    }
  })

  it("costs what other subgraphs needed from it, with its name", async () => {
    const { ask, fetches } = library({ answers: { people: dead } })
    const result = await ask('{ work(id: "w10") { id ... on Film { royalty creator { rank } } } }')
    assert.deepEqual(result.data, { work: { id: "w10", royalty: null, creator: { rank: 10.5 } } })
    assert.deepEqual(summary(result), ["work.royalty SERVICE_UNAVAILABLE"])
    assert.equal(result.errors![0]!.extensions.service, "people")
    assert.ok(!fetches.some(({ subgraph, query }) => subgraph === "stock" && query.includes("royalty")))
  })

  it("nulls the nearest nullable place above a non-null field, with the path of that field", async () => {
    const { ask } = library({ overrides: AUTHORS, answers: { people: dead } })
    const result = await ask("{ topReviews(first: 2) { id author { born name } } }")
    assert.deepEqual(result.data, {
      topReviews: [
        { id: "r0", author: null },
        { id: "r4", author: null },
      ],
    })
    assert.deepEqual(summary(result), [
      "topReviews.0.author.born SERVICE_UNAVAILABLE",
      "topReviews.1.author.born SERVICE_UNAVAILABLE",
    ])
  })

  it("has one error for a list that a non-null field of its first item nulls", async () => {
    const { ask } = library({
      overrides: {
        "Book.kind": () => {
          throw new Error("x")
        },
      },
    })
    const result = await ask('{ book(id: "w2") { id sequels { id kind } } }')
    assert.deepEqual(result.data, { book: null })
    assert.deepEqual(summary(result), ["book.sequels.0.kind INTERNAL"])
  })

  it("leaves a graph that starts and answers what needs no subgraph", async () => {
    const { ask } = library({ answers: { people: dead, works: dead, reviews: dead, stock: dead } })
    assert.deepEqual((await ask("{ __typename }")).data, { __typename: "Query" })
    assert.deepEqual((await ask('{ __type(name: "Person") { name } }')).data, { __type: { name: "Person" } })
    const result = await ask("{ a: people { id } b: viewer { id } works { id } }")
    assert.deepEqual(result.data, { a: null, b: null, works: null })
    assert.deepEqual(summary(result), ["a SERVICE_UNAVAILABLE", "b SERVICE_UNAVAILABLE", "works SERVICE_UNAVAILABLE"])
  })

  it("tells when to come back", async () => {
    const busy = () => Promise.reject(new SubgraphFailure("OVERLOADED", { retryAfterMs: 1500 }))
    const result = await library({ answers: { people: busy } }).ask("{ viewer { id } }")
    assert.partialDeepStrictEqual(result.errors![0]!.extensions, {
      code: "OVERLOADED",
      retryable: true,
      retryAfterMs: 1500,
      retryAfterSeconds: 2,
    })
  })
})

describe("a slow subgraph", () => {
  const never: Answer = () => new Promise(() => {})

  it("is cut off at the limit of a fetch, and the rest is answered", async () => {
    const { ask } = library({ answers: { reviews: never } })
    const startedAt = performance.now()
    const result = await ask("{ viewer { name rank } }")
    const milliseconds = performance.now() - startedAt
    assert.deepEqual(result.data, { viewer: { name: "Person p1", rank: null } })
    assert.deepEqual(summary(result), ["viewer.rank TIMEOUT"])
    assert.equal(result.errors![0]!.extensions.retryable, true)
    assert.ok(milliseconds >= 290 && milliseconds < 2000, `took ${milliseconds} ms`)
  })

  it("is cut off 20 ms before the request's own deadline", async () => {
    const { ask } = library({ answers: { people: never } })
    const deadlineMs = Date.now() + 100
    const result = await ask("{ viewer { name } }", {}, { deadlineMs })
    assert.deepEqual(summary(result), ["viewer TIMEOUT"])
    assert.ok(Date.now() < deadlineMs + 50)
  })

  it("is not asked at all when there is no time left", async () => {
    const { ask } = library()
    const sent: string[] = []
    const { graph } = library({
      hooks: { onFetch: ({ outcome }) => sent.push(outcome) },
      answers: { people: () => assert.fail() },
    })
    await graph.run({
      query: "{ viewer { id } }",
      caller: LIBRARIAN,
      context: requestContext({ deadlineMs: Date.now() + 10 }),
    })
    assert.deepEqual(sent, ["TIMEOUT"])
    assert.deepEqual(summary(await ask("{ viewer { id } }", {}, { deadlineMs: Date.now() - 1 })), ["viewer TIMEOUT"])
  })

  it("gives a mutation the whole time of its request, then TIMEOUT that may be repeated", async () => {
    let signal: AbortSignal | undefined
    const { ask } = library({ answers: { people: (request) => new Promise(() => (signal = request.signal)) } })
    const startedAt = performance.now()
    const result = await ask('mutation { rename(id: "p1", name: "x") { id } }', {}, { deadlineMs: Date.now() + 450 })
    const milliseconds = performance.now() - startedAt
    assert.deepEqual(result.data, { rename: null })
    assert.partialDeepStrictEqual(result.errors![0]!, {
      path: ["rename"],
      extensions: { code: "TIMEOUT", retryable: true },
    })
    assert.ok(milliseconds >= 400 && milliseconds < 2000, `took ${milliseconds} ms`)
    assert.equal(signal!.aborted, true)
  })

  it("gets no more time than the budget of its operation, the most generous of its root fields", async () => {
    const graph = createGraph({
      ...composition,
      introspection: true,
      dataSources: Object.keys(LIBRARY_SDL).map((name) => ({ name, fetch: () => new Promise(() => {}) })),
      budgets: { queryMs: 120, mutationMs: 220, rootFieldMs: { retitle: 420 } },
    })
    for (const [query, budgetMs] of [
      ["{ viewer { id } }", 120],
      ['mutation { rename(id: "p1", name: "x") { id } }', 220],
      ['mutation { ...M } fragment M on Mutation { retitle(id: "w1", title: "x") { id } }', 420],
    ] as const) {
      const startedAt = performance.now()
      const { result } = await graph.run({ query, caller: LIBRARIAN, context: requestContext() })
      const milliseconds = performance.now() - startedAt
      assert.equal(result.errors![0]!.extensions.code, "TIMEOUT")
      assert.ok(milliseconds > budgetMs - 40 && milliseconds < budgetMs + 90, `${query} took ${milliseconds} ms`)
    }
  })

  it("is cancelled with the request", async () => {
    const signals: AbortSignal[] = []
    const controller = new AbortController()
    const answer: Answer = (request) => {
      signals.push(request.signal!)
      if (signals.length === 2) setImmediate(() => controller.abort())
      return new Promise(() => {})
    }
    const { ask } = library({ answers: { people: answer, works: answer } })
    const result = await ask("{ viewer { id } works { id } }", {}, { signal: controller.signal })
    assert.deepEqual(result.data, { viewer: null, works: null })
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true, true],
    )
  })

  it("is told that the request is over when its fetch was cut off", async () => {
    let context: FetchContext | undefined
    const { ask } = library({ answers: { reviews: (request) => new Promise(() => (context = request.context)) } })
    await ask("{ viewer { rank } }")
    assert.equal(context!.signal.aborted, true)
  })
})

describe("an answer that is half broken", () => {
  const query = "{ topReviews(first: 2) { id author { id born address { city } } } }"
  const whole = {
    topReviews: [
      { id: "r0", author: { id: "p0", born: 1900, address: { city: "City 0" } } },
      { id: "r4", author: { id: "p3", born: 1903, address: { city: "City 3" } } },
    ],
  }
  const answering = (result: unknown): Record<string, Answer> => ({ people: () => Promise.resolve(result) })

  it("is not there in the first place", async () => {
    assert.deepEqual(await library({ overrides: AUTHORS }).ask(query), { data: whole })
  })

  for (const [what, result] of Object.entries({
    "has too few entities": { data: { _entities: [{ born: 1 }] } },
    "has too many entities": { data: { _entities: [{ born: 1 }, { born: 2 }, { born: 3 }] } },
    "has entities that are no list": { data: { _entities: { born: 1 } } },
    "has no entities": { data: {} },
    "has null data and no errors": { data: null },
    "has data that is no object": { data: "yes" },
    "has nothing": {},
    "has errors that are no list": { errors: "boom" },
    "is null": null,
    "has an error that is none": { data: null, errors: [null] },
    "has an error of a kind nobody knows": {
      data: null,
      errors: [{ message: "SELECT * FROM users", extensions: { code: "SQL" } }],
    },
  }))
    it(`counts as INTERNAL when it ${what}`, async () => {
      const answer = await library({ overrides: AUTHORS, answers: answering(result) }).ask(query)
      assert.deepEqual(answer.data, {
        topReviews: [
          { id: "r0", author: null },
          { id: "r4", author: null },
        ],
      })
      assert.deepEqual(summary(answer), ["topReviews.0.author.born INTERNAL", "topReviews.1.author.born INTERNAL"])
      assert.deepEqual(new Set(answer.errors!.map(({ message }) => message)), new Set(["internal error"]))
    })

  it("marks an entity that is null with the error that points at it", async () => {
    const errors = [
      { message: "no such person", path: ["_entities", 1], extensions: { code: "NOT_FOUND", reason: "NO_PERSON" } },
    ]
    const answer = await library({
      overrides: AUTHORS,
      answers: answering({ data: { _entities: [{ born: 1900, address: { city: "City 0" } }, null] }, errors }),
    }).ask(query)
    assert.deepEqual(answer.data, { topReviews: [whole.topReviews[0], { id: "r4", author: null }] })
    assert.deepEqual(answer.errors, [
      {
        message: "no such person",
        path: ["topReviews", 1, "author", "born"],
        extensions: { code: "NOT_FOUND", service: "people", reason: "NO_PERSON", retryable: false, traceId: "trace-1" },
      },
    ])
  })

  it("has null for an entity that is null without an error: not found, where something of it may not be null", async () => {
    const unknown = library({
      overrides: AUTHORS,
      answers: answering({ data: { _entities: [{ born: 1900, address: { city: "City 0" } }, null] } }),
    })
    const answer = await unknown.ask(query)
    assert.deepEqual(answer.data, { topReviews: [whole.topReviews[0], { id: "r4", author: null }] })
    assert.deepEqual(answer.errors, [
      {
        message: "not found",
        path: ["topReviews", 1, "author", "born"],
        extensions: { code: "NOT_FOUND", service: "people", retryable: false, traceId: "trace-1" },
      },
    ])
    assert.deepEqual(await unknown.ask("{ topReviews(first: 2) { author { id address { city } } } }"), {
      data: {
        topReviews: [{ author: { id: "p0", address: { city: "City 0" } } }, { author: { id: "p3", address: null } }],
      },
    })
  })

  it("keeps the deeper path of an error whose null the subgraph had already moved up", async () => {
    const errors = [{ message: "x", path: ["_entities", 0, "address", "city"] }]
    const entities = [
      { born: 1900, address: null },
      { born: 1903, address: { city: "City 3" } },
    ]
    const answer = await library({
      overrides: AUTHORS,
      answers: answering({ data: { _entities: entities }, errors }),
    }).ask(query)
    assert.deepEqual(summary(answer), ["topReviews.0.author.address.city INTERNAL"])
    assert.equal(JSON.stringify(answer.data).includes('"address":null'), true)
  })

  it("has one error for a place that several errors point at", async () => {
    const errors = [0, 1, 2].map((i) => ({ message: "x", path: ["_entities", 0, "address", "grid", i] }))
    const entities = [
      { born: 1900, address: null },
      { born: 1903, address: { city: "City 3" } },
    ]
    const answer = await library({
      overrides: AUTHORS,
      answers: answering({ data: { _entities: entities }, errors }),
    }).ask(query)
    assert.deepEqual(summary(answer), ["topReviews.0.author.address.grid.0 INTERNAL"])
  })

  for (const [what, path] of Object.entries({
    "no path": undefined,
    "an empty path": [],
    "a path that is no list": "topReviews",
    "a path of objects": [{}],
    "a path to nowhere": ["nothing", "here"],
    "a path beyond the list": ["_entities", 7, "born"],
    "a path into a value": ["_entities", 0, "born", "deeper"],
    "a path to the prototype": ["_entities", 0, "__proto__", "polluted"],
    "a path to a constructor": ["_entities", 0, "constructor", "prototype"],
    "an endless path": Array.from({ length: 100_000 }, () => "_entities"),
  }))
    it(`loses nothing that is there to an error with ${what}, and reports it for the log`, async () => {
      const strays: unknown[] = []
      const entities = [
        { born: 1900, address: { city: "City 0" } },
        { born: 1903, address: { city: "City 3" } },
      ]
      const { ask } = library({
        overrides: AUTHORS,
        answers: answering({ data: { _entities: entities }, errors: [{ message: "odd", path }] }),
        hooks: { onSubgraphError: ({ error, isStray }) => strays.push([error.message, isStray]) },
      })
      assert.deepEqual(await ask(query), { data: whole })
      assert.deepEqual(strays, [["odd", true]])
      assert.equal(({} as Record<string, unknown>).polluted, undefined)
    })

  it("explains its nulls by an error without a path", async () => {
    const entities = [null, { born: 1903, address: { city: "City 3" } }]
    const errors = [{ message: "x", extensions: { code: "TIMEOUT" } }]
    const answer = await library({
      overrides: AUTHORS,
      answers: answering({ data: { _entities: entities }, errors }),
    }).ask(query)
    assert.deepEqual(summary(answer), ["topReviews.0.author.born TIMEOUT"])
  })

  it("gives each root field of an answer without data its own error", async () => {
    const errors = [
      { message: "x", path: ["viewer", "born"], extensions: { code: "NOT_FOUND" } },
      { message: "y", path: ["b", 0], extensions: { code: "TIMEOUT" } },
    ]
    const answer = await library({ overrides: AUTHORS, answers: answering({ data: null, errors }) }).ask(
      "{ viewer { born } b: people { id } clubs { id } }",
    )
    assert.deepEqual(answer.data, { viewer: null, b: null, clubs: null })
    assert.deepEqual(summary(answer), ["viewer.born NOT_FOUND", "b.0 TIMEOUT", "clubs NOT_FOUND"])
  })

  it("has values of the wrong kind: null and an error for each", async () => {
    const entities = [
      { born: "old", address: [1] },
      { born: 1903.5, address: { city: { a: 1 } } },
    ]
    const answer = await library({ overrides: AUTHORS, answers: answering({ data: { _entities: entities } }) }).ask(
      query,
    )
    assert.deepEqual(summary(answer), ["topReviews.0.author.born INTERNAL", "topReviews.1.author.born INTERNAL"])
  })

  it("names a type that isn't there: null and an error", async () => {
    const works = {
      data: { items: [{ __typename: "Secret", title: "x" }, { __typename: "Person", title: "x" }, { title: "x" }] },
    }
    const answer = await library({ answers: { works: () => Promise.resolve(works) } }).ask("{ items: works { title } }")
    assert.deepEqual(answer.data, { items: null })
    assert.deepEqual(summary(answer), ["items.0 INTERNAL"])
  })

  it("can't put anything on the prototype", async () => {
    const text =
      '{"data":{"viewer":{"__typename":"Person","id":"p1","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}}'
    const answers = { people: () => Promise.resolve(JSON.parse(text) as unknown) }
    const answer = await library({ answers }).ask("{ viewer { id toString: name } }")
    assert.deepEqual(answer, { data: { viewer: { id: "p1", toString: null } } })
    assert.equal(({} as Record<string, unknown>).polluted, undefined)
  })
})

describe("an object that two subgraphs bring in parts", () => {
  const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@shareable"])`
  const two = compose([
    {
      name: "a",
      sdl: `${LINK} type Query { stats: Stats @shareable } type Stats { a: Int! deep: [Deep] @shareable } type Deep { a: Int }`,
    },
    {
      name: "b",
      sdl: `${LINK} type Query { stats: Stats @shareable } type Stats { b: Int deep: [Deep] @shareable } type Deep { b: [Int] }`,
    },
  ])
  const ask = async (answers: Record<string, () => Promise<unknown>>) => {
    const graph = createGraph({
      ...two,
      introspection: false,
      dataSources: ["a", "b"].map((name) => ({ name, fetch: answers[name] as SubgraphDataSource["fetch"] })),
    })
    const query = "{ stats { a b deep { a b } } }"
    const { result } = await graph.run({ query, caller: LIBRARIAN, context: requestContext() })
    return JSON.parse(JSON.stringify(result)) as GraphResult
  }
  const later = async <Value>(value: Value | Promise<Value>) => {
    await new Promise(setImmediate)
    return value
  }
  const fromA = () => Promise.resolve({ data: { stats: { a: 1, deep: [{ a: 2 }] } } })
  const fromB = () => Promise.resolve({ data: { stats: { b: 3, deep: [{ b: [4] }] } } })

  it("is merged, whoever answers first", async () => {
    const whole = { data: { stats: { a: 1, b: 3, deep: [{ a: 2, b: [4] }] } } }
    assert.deepEqual(await ask({ a: fromA, b: fromB }), whole)
    assert.deepEqual(await ask({ a: () => later(fromA()), b: fromB }), whole)
  })

  it("loses the part of the one that fails, whoever fails first", async () => {
    for (const answers of [
      { a: fromA, b: dead },
      { a: () => later(fromA()), b: dead },
      { a: fromA, b: () => later(0).then(dead) },
    ]) {
      const result = await ask(answers)
      assert.deepEqual(result.data, { stats: { a: 1, b: null, deep: [{ a: 2, b: null }] } })
      assert.deepEqual(summary(result), ["stats.b SERVICE_UNAVAILABLE", "stats.deep.0.b SERVICE_UNAVAILABLE"])
    }
  })

  it("is null, with one error, when the part that fails is non-null", async () => {
    for (const b of [fromB, () => later(fromB())]) {
      const result = await ask({ a: dead, b })
      assert.deepEqual(result.data, { stats: null })
      assert.deepEqual(summary(result), ["stats.a SERVICE_UNAVAILABLE"])
    }
  })
})

describe("what a subgraph says of its errors", () => {
  const failing = (extensions: object, message = "say so"): Overrides => ({
    "Query.viewer": () => {
      throw Object.assign(new Error(message), { extensions })
    },
  })
  const errorOf = async (extensions: object, message?: string) =>
    (await library({ overrides: failing(extensions, message) }).ask("{ viewer { id } }")).errors![0]!

  it("reaches the client with a code it can act on", async () => {
    for (const code of [
      "BAD_USER_INPUT",
      "NOT_FOUND",
      "CONFLICT",
      "FORBIDDEN",
      "UNAUTHENTICATED",
      "FAILED_PRECONDITION",
      "RATE_LIMITED",
    ]) {
      const error = await errorOf({ code, reason: "TITLE_TAKEN" })
      assert.equal(error.message, "say so")
      assert.partialDeepStrictEqual(error.extensions, { code, reason: "TITLE_TAKEN" })
    }
  })

  it("is replaced by a fixed text with any other", async () => {
    for (const code of [
      "INTERNAL",
      "SERVICE_UNAVAILABLE",
      "TIMEOUT",
      "OVERLOADED",
      "GRAPHQL_VALIDATION_FAILED",
      "__proto__",
      5,
      undefined,
    ]) {
      const error = await errorOf({ code, reason: "SELECT", stacktrace: ["at x"] }, "SELECT 1 at 10.0.0.1")
      assert.doesNotMatch(JSON.stringify(error), /SELECT|10\.0|at x/)
    }
  })

  it("has the broken rules of the input", async () => {
    const violations = [{ field: "title", rule: "max_length", message: "at most 200", secret: 1 }, "nonsense"]
    const { extensions } = await errorOf({ code: "BAD_USER_INPUT", violations })
    assert.deepEqual(extensions.violations, [{ field: "title", rule: "max_length", message: "at most 200" }])
  })
})

describe("what a subgraph is asked", () => {
  it("has each entity once, however often it occurs", async () => {
    const { ask, fetches } = library()
    const result = await ask(
      "{ a: topReviews(first: 5) { about { ... on Book { title } ... on Film { title } } } people(first: 4) { friends(first: 4) { rank } } }",
    )
    assert.equal(result.errors, undefined)
    for (const { query, variables, representationCount } of fetches) {
      const representations = (variables.representations ?? []) as unknown[]
      const unique = new Set(representations.map((one) => JSON.stringify(one)))
      assert.equal(unique.size, representations.length, query)
      assert.equal(representationCount, representations.length)
    }
    const ranks = fetches.find(({ query }) => query.includes("rank"))!
    assert.equal(ranks.representationCount, 7) // 16 friends: p1 to p7
  })

  it("is asked once by fetches of one request that are the same, and both have the answer", async () => {
    const { ask, fetches } = library()
    const result = await ask(
      '{ a: person(id: "p1") { bestFriend { rank } } b: person(id: "p1") { bestFriend { rank } } }',
    )
    assert.deepEqual(result, { data: { a: { bestFriend: { rank: 6.5 } }, b: { bestFriend: { rank: 6.5 } } } })
    assert.equal(fetches.filter(({ subgraph }) => subgraph === "reviews").length, 1)
  })

  it("is asked again by fetches that are not", async () => {
    const { ask, fetches } = library()
    await ask('{ a: person(id: "p1") { bestFriend { rank } } b: person(id: "p3") { bestFriend { rank } } }')
    assert.equal(fetches.filter(({ subgraph }) => subgraph === "reviews").length, 2)
  })

  it("has the variables it uses and no others, as the client sent them", async () => {
    const { ask, fetches } = library()
    await ask(
      "query ($n: Int = 2, $k: Kind, $x: Boolean = false) { people(first: $n) { works(first: $n, kind: $k) { id } rank @include(if: $x) } }",
      { k: "BOOK", y: 1 },
    )
    const [people, works] = fetches
    assert.deepEqual(people!.variables, {})
    assert.deepEqual(works!.variables, {
      k: "BOOK",
      representations: [
        { __typename: "Person", id: "p0" },
        { __typename: "Person", id: "p1" },
      ],
    })
    assert.equal(fetches.length, 2)
  })

  it("depends on @skip and @include with one plan", async () => {
    const lookups: string[] = []
    const { ask, fetches } = library({ hooks: { onPlanLookup: (outcome) => lookups.push(outcome) } })
    const query = "query ($rank: Boolean!) { viewer { name rank @include(if: $rank) email @skip(if: $rank) } }"
    assert.deepEqual((await ask(query, { rank: true })).data, { viewer: { name: "Person p1", rank: 1.5 } })
    assert.deepEqual((await ask(query, { rank: false })).data, {
      viewer: { name: "Person p1", email: "p1@example.org" },
    })
    assert.deepEqual(lookups, ["miss", "hit"])
    assert.equal(fetches.filter(({ subgraph }) => subgraph === "reviews").length, 1)
  })

  it("are the root fields of a mutation one after the other, also when one fails", async () => {
    const order: string[] = []
    const slow = (name: string) => async () => {
      order.push(`${name} begins`)
      await new Promise(setImmediate)
      order.push(`${name} ends`)
      if (name === "retitle") throw new Error("x")
      return { id: "p1", __typename: "Person" }
    }
    const { ask } = library({
      overrides: {
        "Mutation.rename": slow("rename"),
        "Mutation.retitle": slow("retitle"),
        "Mutation.review": slow("review"),
      },
    })
    const result = await ask(
      'mutation { rename(id: "p1", name: "x") { id } retitle(id: "w1", title: "y") { id } b: rename(id: "p2", name: "z") { id } }',
    )
    assert.deepEqual(order, [
      "rename begins",
      "rename ends",
      "retitle begins",
      "retitle ends",
      "rename begins",
      "rename ends",
    ])
    assert.deepEqual(summary(result), ["retitle INTERNAL"])
  })
})
