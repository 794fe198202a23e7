import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { parse } from "graphql"
import { type FetchRequest, localDataSource, SubgraphFailure, type SubgraphResult } from "./data-source.ts"
import { createGraph } from "./graph.ts"
import {
  composeLibrary,
  LIBRARIAN,
  LIBRARY_SDL,
  localLibrarySubgraph,
  NO_LIMITS,
  NOBODY,
  type Overrides,
  requestContext,
} from "./library-fixture.ts"
import { randomOperations } from "./random-operations.ts"
import { shareableFetches, sharedDataSource, type SharedUse } from "./shared-answers.ts"

const FRESH_MS = 5000
const { supergraphSdl, rules } = composeLibrary()

interface Asked {
  query: string
  passport: string
  languages: string
  ids: string[]
}

/** A subgraph that says how often it was asked, and waits or fails as it is told to. */
function stage({ maxBytes = 2 ** 20, variesByLanguage = false } = {}) {
  const asked: Asked[] = []
  const uses: SharedUse[] = []
  let nowMs = 0
  let answer = (request: FetchRequest): SubgraphResult | Promise<SubgraphResult> =>
    request.representationCount > 0
      ? { data: { _entities: idsOf(request).map((id) => (id === "none" ? null : { title: `${id} at ${nowMs}` })) } }
      : { data: { book: { title: `a book at ${nowMs}` } } }
  const source = sharedDataSource(
    {
      name: "works",
      async fetch(request) {
        const { query, context } = request
        asked.push({
          query,
          passport: context.passport,
          languages: context.origin.languages,
          ids: idsOf(request),
        })
        return answer(request)
      },
    },
    {
      maxBytes,
      freshMs: FRESH_MS,
      fetchMs: 1000,
      variesByLanguage,
      changesOfOne: { retitle: { type: "Book", id: ["input", "id"] } },
      now: () => nowMs,
    },
  )
  const context = (over: Partial<FetchRequest["context"]> = {}) =>
    requestContext({ sharing: { passport: "nobody's", onUse: (use) => void uses.push(use) }, ...over })
  const request = (query: string, over: Partial<FetchRequest> = {}): FetchRequest => ({
    document: parse(query),
    query,
    operationName: undefined,
    operationType: query.startsWith("mutation") ? ("mutation" as FetchRequest["operationType"]) : QUERY,
    variables: {},
    representationCount: 0,
    context: context(),
    shareable: { key: query, path: ["shelf"], isAboutItself: true },
    ...over,
  })
  return {
    asked,
    uses,
    source,
    context,
    later: (ms: number) => void (nowMs += ms),
    answers(next: typeof answer) {
      const before = answer
      answer = next
      return () => (answer = before)
    },
    root: (over?: Partial<FetchRequest>) => source.fetch(request("{ book { title } }", over)),
    entities: (ids: string[], over?: Partial<FetchRequest>) =>
      source.fetch(
        request("query ($representations: [_Any!]!) { _entities(representations: $representations) { title } }", {
          variables: { representations: ids.map((id) => ({ __typename: "Book", id })) },
          representationCount: ids.length,
          ...over,
        }),
      ),
    change: (mutation: string, variables = {}) => source.fetch(request(mutation, { variables })),
  }
}
const QUERY = "query" as FetchRequest["operationType"]
const idsOf = ({ variables }: FetchRequest): string[] =>
  ((variables.representations as { id: string }[] | undefined) ?? []).map(({ id }) => id)
const titles = ({ data }: SubgraphResult) =>
  (data as { _entities: ({ title: string } | null)[] })._entities.map((entity) => entity?.title)

describe("a fetch whose answer is the same for everybody", () => {
  const { schema } = createGraph({ supergraphSdl, rules, introspection: false, dataSources: localSources() })
  const isShareable = shareableFetches(schema, rules, new Set(["people", "works"]))

  it("is a query of a subgraph that is named, without a field that carries a rule", () => {
    for (const [subgraph, query, isShared] of [
      ["people", "{ people { name address { city } } }", true],
      ["people", "{ viewer { name } }", false],
      ["people", "{ people { friends { email } } }", false],
      ["people", "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { email } } }", false],
      ["people", "{ named(ids: []) { ... on Club { secret } } }", false],
      ["works", "{ work(id: 1) { budget } }", false],
      ["works", "{ work(id: 1) { title } }", true],
      ["works", 'mutation { retitle(id: "w1", title: "") { title } }', false],
      ["reviews", "{ topReviews { text } }", false],
    ] as const)
      assert.equal(isShareable(subgraph, parse(query)) !== undefined, isShared, query)
  })

  it("is about an entity itself while it tells nothing of others but who they are", () => {
    for (const [selection, isAboutItself] of [
      ["__typename id name born address { city }", true],
      ["name bestFriend { __typename id }", true],
      ["name bestFriend { id name }", false],
      ["friends { bestFriend { id } }", false],
    ] as const)
      assert.deepEqual(
        isShareable(
          "people",
          parse(`query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { ${selection} } } }`),
        ),
        { isAboutItself },
        selection,
      )
  })
})

describe("answers that are shared", () => {
  it("are fetched once for all who ask at once, and by nobody while they are fresh", async () => {
    const { asked, uses, root, later } = stage()
    const all = await Promise.all(Array.from({ length: 200 }, () => root()))
    assert.equal(asked.length, 1)
    for (const one of all) assert.deepEqual(one, { data: { book: { title: "a book at 0" } } })
    later(FRESH_MS)
    assert.deepEqual(await root(), all[0])
    assert.equal(asked.length, 1)
    assert.deepEqual(
      uses.map(({ outcome }) => outcome),
      [...Array.from({ length: 200 }, () => "miss"), "hit"],
    )
  })

  it("belong to who got them: a change of one is in no other", async () => {
    const { root } = stage()
    const [first, second] = await Promise.all([root(), root()])
    ;(first.data as { book: { title: string } }).book.title = "changed"
    assert.deepEqual(
      [second, await root()],
      Array.from({ length: 2 }, () => ({ data: { book: { title: "a book at 0" } } })),
    )
  })

  it("are asked for as nobody, and go on when who asked first has gone", async () => {
    const { asked, root, context, answers } = stage()
    const gate = Promise.withResolvers<SubgraphResult>()
    let signal: AbortSignal | undefined
    answers((request) => {
      signal = request.context.signal
      return gate.promise
    })
    const gone = new AbortController()
    const first = root({ context: context({ signal: gone.signal, passport: "somebody's" }) })
    const second = root()
    gone.abort()
    assert.equal(signal?.aborted, false)
    gate.resolve({ data: { book: null } })
    assert.deepEqual(
      await Promise.all([first, second]),
      Array.from({ length: 2 }, () => ({ data: { book: null } })),
    )
    assert.deepEqual(asked, [{ query: "{ book { title } }", passport: "nobody's", languages: "", ids: [] }])
  })

  it("are not for callers who may see more, nor of fetches that depend on the caller", async () => {
    const { asked, uses, root, context } = stage()
    await root()
    const { sharing: _sharing, ...own } = context({ passport: "a writer's" })
    await root({ context: own })
    await root({ shareable: undefined, context: context({ passport: "a reader's" }) })
    assert.deepEqual(
      asked.map(({ passport }) => passport),
      ["nobody's", "a writer's", "a reader's"],
    )
    assert.equal(uses.length, 1)
  })

  it("differ by variables, and by language where that matters", async () => {
    const { asked, root, context } = stage({ variesByLanguage: true })
    const korean = context({ origin: { ipAddress: "", userAgent: "", languages: "ko" } })
    await root()
    await root({ variables: { first: 1 } })
    await root({ context: korean })
    await root({ context: korean })
    assert.deepEqual(
      asked.map(({ languages }) => languages),
      ["en", "en", "ko"],
    )
  })

  it("are given past their freshness while one is fetched anew, and then waited for", async () => {
    const { asked, uses, root, later } = stage()
    await root()
    later(FRESH_MS + 1)
    const stale = await Promise.all([root(), root()])
    for (const one of stale) assert.deepEqual(one, { data: { book: { title: "a book at 0" } } })
    assert.equal(asked.length, 2)
    assert.deepEqual(await root(), { data: { book: { title: `a book at ${FRESH_MS + 1}` } } })
    assert.deepEqual(uses.slice(1), [
      { subgraph: "works", outcome: "stale", ageMs: FRESH_MS + 1, path: ["shelf"] },
      { subgraph: "works", outcome: "stale", ageMs: FRESH_MS + 1, path: ["shelf"] },
      { subgraph: "works", outcome: "hit", ageMs: 0, path: ["shelf"] },
    ])
    later(FRESH_MS + 30_001)
    assert.deepEqual(await root(), { data: { book: { title: `a book at ${2 * FRESH_MS + 30_002}` } } })
    assert.equal(uses.at(-1)?.outcome, "miss")
  })

  it("are given for five minutes where the subgraph gives no answer, then its failure is", async () => {
    const { uses, root, later, answers } = stage()
    await root()
    const failing = new SubgraphFailure("SERVICE_UNAVAILABLE", { retryAfterMs: 7 })
    for (const dead of [
      () => Promise.reject(failing),
      () => ({ data: { book: null }, errors: [{ message: "", path: ["book"], extensions: { code: "TIMEOUT" } }] }),
      () => ({ errors: [{ message: "no code" }] }),
    ]) {
      const restore = answers(dead)
      later(FRESH_MS + 60_000)
      assert.deepEqual(await root(), { data: { book: { title: "a book at 0" } } })
      assert.equal(uses.at(-1)?.outcome, "stale")
      restore()
    }
    answers(() => Promise.reject(failing))
    later(300_000)
    await assert.rejects(root(), failing)
  })

  it("have no errors, which everybody gets who waited for them", async () => {
    const { asked, root, later, answers } = stage()
    await root()
    const wrong = { data: { book: null }, errors: [{ message: "no", extensions: { code: "BAD_USER_INPUT" } }] }
    answers(() => wrong)
    later(FRESH_MS + 30_001)
    assert.deepEqual(
      (await Promise.all([root(), root()])).map(({ data, errors }) => [data, (errors as object[]).length]),
      [
        [{ book: null }, 1],
        [{ book: null }, 1],
      ],
    )
    await root()
    assert.equal(asked.length, 3)
  })

  it("that there is nothing hold for a second, and never past that", async () => {
    const { asked, root, entities, later, answers } = stage()
    const restore = answers(() => ({ data: { book: null } }))
    await root()
    later(1000)
    await root()
    assert.equal(asked.length, 1)
    later(1)
    answers(() => Promise.reject(new SubgraphFailure("TIMEOUT")))
    await assert.rejects(root(), SubgraphFailure)
    restore()
    assert.deepEqual(titles(await entities(["none"])), [undefined])
    later(1001)
    await entities(["none"])
    assert.equal(asked.length, 4)
  })

  it("keep to their memory", async () => {
    const { asked, root, entities } = stage({ maxBytes: 3000 })
    await root({ variables: { of: "x".repeat(4000) } })
    await root({ variables: { of: "x".repeat(4000) } })
    assert.equal(asked.length, 2)
    for (let i = 0; i < 20; i++) await entities([`w${i}`])
    await entities(["w19"])
    assert.equal(asked.length, 22)
    await entities(["w0"])
    assert.equal(asked.length, 23)
  })
})

describe("entities that are shared", () => {
  it("are kept one by one: only those that nobody has are fetched, and come where they belong", async () => {
    const { asked, uses, entities, later } = stage()
    await entities(["a", "b"])
    later(1)
    assert.deepEqual(titles(await entities(["c", "b", "none", "a"])), ["c at 1", "b at 0", undefined, "a at 0"])
    assert.deepEqual(
      asked.map(({ ids }) => ids),
      [
        ["a", "b"],
        ["c", "none"],
      ],
    )
    await entities(["b", "c"])
    assert.equal(asked.length, 2)
    assert.deepEqual(
      uses.map(({ outcome }) => outcome),
      ["miss", "miss", "hit"],
    )
  })

  it("are waited for where another has asked for them", async () => {
    const { asked, entities } = stage()
    const [left, right] = await Promise.all([entities(["a", "b"]), entities(["b", "c"])])
    assert.deepEqual(
      [titles(left), titles(right)],
      [
        ["a at 0", "b at 0"],
        ["b at 0", "c at 0"],
      ],
    )
    assert.deepEqual(
      asked.map(({ ids }) => ids),
      [["a", "b"], ["c"]],
    )
  })

  it("are given beside the errors of others, each at its place", async () => {
    const { entities, answers } = stage()
    await entities(["a"])
    const restore = answers(() => ({
      data: { _entities: [{ title: null }, null] },
      errors: [
        { message: "1", path: ["_entities", 0, "title"], extensions: { code: "NOT_FOUND" } },
        { message: "2", path: ["_entities", 1], extensions: { code: "TIMEOUT" } },
      ],
    }))
    assert.deepEqual(await entities(["b", "a", "c"]), {
      data: { _entities: [{ title: null }, { title: "a at 0" }, null] },
      errors: [
        { message: "1", path: ["_entities", 0, "title"], extensions: { code: "NOT_FOUND" } },
        { message: "2", path: ["_entities", 2], extensions: { code: "TIMEOUT" } },
      ],
    })
    restore()
    answers(() => Promise.reject(new SubgraphFailure("SERVICE_UNAVAILABLE", { retryAfterMs: 9 })))
    assert.deepEqual(await entities(["a", "d"]), {
      data: { _entities: [{ title: "a at 0" }, null] },
      errors: [{ path: ["_entities", 1], extensions: { code: "SERVICE_UNAVAILABLE", retryAfterMs: 9 } }],
    })
    await assert.rejects(entities(["d"]), SubgraphFailure)
    answers(() => ({ data: { _entities: [] } }))
    await assert.rejects(entities(["d"]), SubgraphFailure)
  })
})

describe("a mutation", () => {
  const RETITLE = "mutation ($input: RetitleInput!) { retitle(input: $input) { title } }"

  it("ends all that is kept, but of the entities only the one that it changes, where it says which", async () => {
    const { asked, root, entities, change } = stage()
    const all = async () => {
      asked.length = 0
      await root()
      await entities(["a", "b"])
      await entities(["a", "b"], { shareable: { key: "wide", path: [], isAboutItself: false } })
      return asked.map(({ ids }) => ids.join()).join(" ")
    }
    assert.equal(await all(), " a,b a,b")
    assert.equal(await all(), "")
    await change(RETITLE, { input: { id: "A" } })
    assert.equal(await all(), " a a,b")
    for (const [mutation, variables] of [
      [RETITLE, {}],
      ["mutation { retitle(input: { title: 1 }) { title } }", {}],
      [`mutation { x: retitle(input: { id: "a" }) { title } y: retitle(input: { id: "b" }) { title } }`, {}],
      ["mutation { burn }", {}],
      ["mutation { constructor }", {}],
    ] as const) {
      await change(mutation, variables)
      assert.equal(await all(), " a,b a,b", mutation)
    }
    await change('mutation { retitle(input: { id: "a" }) { title } }')
    assert.equal(await all(), " a a,b")
  })

  it("ends also when it fails, since it may have been done", async () => {
    const { asked, root, change, answers } = stage()
    await root()
    const restore = answers(() => Promise.reject(new SubgraphFailure("TIMEOUT")))
    await assert.rejects(change(RETITLE, { input: { id: "a" } }), SubgraphFailure)
    restore()
    await root()
    assert.equal(asked.length, 3)
  })

  for (const [what, variables] of [
    ["changes one entity", { input: { id: "a" } }],
    ["may change anything", {}],
  ] as const)
    it(`that ${what} leaves nothing behind of what was on its way`, async () => {
      const { root, entities, change, answers } = stage()
      const old = Promise.withResolvers<void>()
      const restore = answers(async ({ representationCount }) => {
        await old.promise
        return { data: representationCount > 0 ? { _entities: [{ title: "old" }] } : { book: { title: "old" } } }
      })
      const [oldRoot, oldEntity] = [root(), entities(["a"])]
      restore()
      await change(RETITLE, variables)
      const now = [await root(), await entities(["a"])]
      old.resolve()
      assert.deepEqual(await Promise.all([oldRoot, oldEntity]), [
        { data: { book: { title: "old" } } },
        { data: { _entities: [{ title: "old" }] } },
      ])
      assert.deepEqual(now, [
        { data: { book: { title: "a book at 0" } } },
        { data: { _entities: [{ title: "a at 0" }] } },
      ])
      assert.deepEqual([await root(), await entities(["a"])], now)
    })
})

function localSources(overrides: Overrides = {}) {
  return Object.keys(LIBRARY_SDL).map((name) => localDataSource(localLibrarySubgraph(name, overrides)))
}

describe("a graph that shares answers", () => {
  const options = { maxBytes: 2 ** 24, freshMs: 60_000, variesByLanguage: false, changesOfOne: {} }
  const graphs = (overrides: Overrides) => {
    const common = { supergraphSdl, rules, introspection: false, limits: NO_LIMITS }
    return {
      own: createGraph({ ...common, dataSources: localSources(overrides) }),
      shared: createGraph({
        ...common,
        dataSources: localSources(overrides),
        shared: Object.fromEntries(Object.keys(LIBRARY_SDL).map((name) => [name, options])),
      }),
    }
  }
  const THROWING: Overrides = {
    "Person.name": ({ id }: { id: string }, _args: never, original: () => unknown) => {
      if (id === "p3") throw new Error("no name")
      return original()
    },
    "Book.__resolveReference": ({ id }: { id: string }, _args: never, original: () => unknown) =>
      id === "w2" ? Promise.reject(new Error("no book")) : original(),
  }

  for (const [what, overrides] of [
    ["when nothing fails", {}],
    ["when resolvers throw", THROWING],
  ] as const)
    it(`answers as one that does not, to everybody, ${what}`, async () => {
      const { own, shared } = graphs(overrides)
      let hits = 0
      for (const { query, variables } of randomOperations(own.schema, 20261130, 40))
        for (const caller of [NOBODY, LIBRARIAN, NOBODY]) {
          const request = { query, variables, caller }
          const expected = await own.run({ ...request, context: requestContext() })
          const found = await shared.run({ ...request, context: requestContext(), sharedPassport: "nobody's" })
          assert.deepEqual(found.result, expected.result, query)
          hits += (found.shared ?? []).filter(({ outcome }) => outcome === "hit").length
        }
      assert.ok(hits > 50, `${hits} hits`)
    })

  it("does not share in a change, and says where its answer is old", async () => {
    let nowMs = 0
    const graph = createGraph({
      supergraphSdl,
      rules,
      introspection: false,
      dataSources: localSources(),
      shared: { people: { ...options, now: () => nowMs } },
    })
    const run = (query: string) =>
      graph.run({ query, caller: NOBODY, context: requestContext(), sharedPassport: "nobody's" })
    const fresh = await run("{ topReviews(first: 1) { author { born } } }")
    assert.equal(fresh.result.extensions, undefined)
    nowMs += 60_003
    const old = await run("{ topReviews(first: 1) { author { born } } }")
    assert.deepEqual(old.result.data, fresh.result.data)
    assert.deepEqual(old.result.extensions, { stale: [{ path: ["topReviews", "author"], ageMs: 60_003 }] })
    assert.deepEqual((await run('mutation { review(id: "r0", score: 1) { author { born } } }')).shared, [])
  })
})
