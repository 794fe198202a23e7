import assert from "node:assert/strict"
import { before, describe, it } from "node:test"
import { localDataSource } from "./data-source.ts"
import { createGraph, type Graph } from "./graph.ts"
import { composeLibrary, LIBRARIAN, LIBRARY_SDL, localLibrarySubgraph, requestContext } from "./library-fixture.ts"
import { DEFAULT_LIMITS } from "./operation-limits.ts"

/** Generous for a busy machine; quiet, each takes a few milliseconds. */
const HOSTILE_BUDGET_MS = 100

/** The text of a document that is refused, with what must be said of it. */
const HOSTILE: Record<string, { query: string; says: RegExp }> = {
  "an alias bomb": {
    query: `{ ${repeat(600, (i) => `a${i}: __typename`)} }`,
    says: /aliases/,
  },
  "fragments that double at each level": {
    query: `{ people { ...F0 } } ${repeat(30, (i) => `fragment F${i} on Person { ...F${i + 1} ...F${i + 1} } `)} fragment F30 on Person { id }`,
    says: /fields/,
  },
  "fields and fragments that double at each level": {
    query: `{ people { ...F0 } } ${repeat(40, (i) => `fragment F${i} on Person { a: friends { ...F${i + 1} } b: friends { ...F${i + 1} } } `)} fragment F40 on Person { id }`,
    says: /fields|aliases|levels/,
  },
  "a fragment that spreads itself": {
    query: "{ people { ...A } } fragment A on Person { friends { ...B } } fragment B on Person { ...A }",
    says: /spreads itself/,
  },
  "a cycle of fragments nobody uses": {
    query: "{ clubs { id } } fragment A on Person { ...B } fragment B on Person { ...A }",
    says: /never used/,
  },
  "ten thousand tokens": { query: `{ ${repeat(5000, (i) => `f${i} g`)} }`, says: /tokens/ },
  "a megabyte of fields": { query: `{ ${"id ".repeat(350_000)} }`, says: /tokens/ },
  "selections nested a thousand times": {
    query: `{ viewer ${"{ bestFriend ".repeat(900)} { id } ${"}".repeat(900)} }`,
    says: /levels of brackets/,
  },
  "lists nested a thousand times": {
    query: `{ person(id: ${"[".repeat(900)}${"]".repeat(900)}) { id } }`,
    says: /levels of brackets/,
  },
  "types nested a thousand times": {
    query: `query ($v: ${"[".repeat(900)}ID${"]".repeat(900)}) { clubs { id } }`,
    says: /levels of brackets/,
  },
  "fields nested too deep": {
    query: `{ viewer ${"{ bestFriend ".repeat(20)} { id } ${"}".repeat(20)} }`,
    says: /levels of fields/,
  },
  "one field repeated a thousand times": { query: `{ viewer { ${"id ".repeat(990)} } }`, says: /selections of "id"/ },
  "one field repeated through fragments": {
    query: `{ viewer { ${repeat(30, (i) => `...F${i} `)} } } ${repeat(30, (i) => `fragment F${i} on Person { id name born } `)}`,
    says: /selections of "id"/,
  },
  "repeated fields below repeated fields": {
    query: `{ viewer { ${repeat(20, () => `friends { ${"id ".repeat(20)} friends { ${"id ".repeat(15)} } } `)} } }`,
    says: /selections of "(id|friends)"/,
  },
  "root fields by the dozen": { query: `{ ${repeat(25, (i) => `a${i}: viewer { id }`)} }`, says: /root fields/ },
  "operations by the dozen": { query: repeat(21, (i) => `query Q${i} { clubs { id } }`), says: /operations/ },
  "root fields through a fragment": {
    query: `{ ...Q } fragment Q on Query { ${repeat(21, (i) => `a${i}: viewer { id }`)} }`,
    says: /root fields/,
  },
  "directives by the hundred": {
    query: `{ viewer { id ${"@include(if: true) ".repeat(100)} } }`,
    says: /directives/,
  },
  "variables by the hundred": {
    query: `query (${repeat(60, (i) => `$v${i}: ID `)}) { clubs { id } }`,
    says: /variables/,
  },
  "an alias of the prototype": { query: "{ __proto__: viewer { id } }", says: /__proto__/ },
  "pages of pages of pages": {
    query: "{ people(first: 100) { friends(first: 100) { friends(first: 100) { id } } } }",
    says: /objects in the answer/,
  },
  "a page over the limit": { query: "{ people(first: 101) { id } }", says: /"first" of people from 0 to 100, got 101/ },
  "a negative page": { query: "{ people(first: -1) { id } }", says: /from 0 to 100, got -1/ },
  "a page that is no number": { query: "{ people(first: 1e400) { id } }", says: /./ },
  "text that is not GraphQL": { query: "{ viewer { id }", says: /Syntax Error/ },
  "an unfinished string": { query: '{ person(id: "', says: /Syntax Error/ },
  nothing: { query: "", says: /Syntax Error/ },
  "a fragment alone": { query: "fragment F on Person { id }", says: /./ },
  "a subscription": { query: "subscription { viewer { id } }", says: /./ },
}

describe("operation limits", () => {
  let graph: Graph
  const fetched: string[] = []

  const run = (query: string, variables?: unknown, more: { operationName?: string; isReadOnly?: boolean } = {}) =>
    graph.run({ query, variables, caller: LIBRARIAN, context: requestContext(), ...more })

  before(async () => {
    graph = createGraph({
      ...composeLibrary(),
      introspection: false,
      dataSources: Object.keys(LIBRARY_SDL).map((name) => localDataSource(localLibrarySubgraph(name))),
      hooks: { onFetch: ({ subgraph }) => fetched.push(subgraph) },
    })
    await run("{ viewer { id friends { name } } }")
  })

  for (const [what, { query, says }] of Object.entries(HOSTILE))
    it(`refuse ${what} at once and shortly`, async () => {
      fetched.length = 0
      const startedAt = performance.now()
      const { status, result } = await run(query)
      const milliseconds = performance.now() - startedAt
      assert.equal(status, "refused")
      assert.match(result.errors![0]!.message, says)
      assert.match(result.errors![0]!.extensions.code, /^(BAD_USER_INPUT|QUERY_TOO_COMPLEX)$/)
      assert.equal("data" in result, false)
      assert.ok(JSON.stringify(result).length <= 1024, JSON.stringify(result))
      assert.ok(milliseconds < HOSTILE_BUDGET_MS, `took ${milliseconds} ms`)
      assert.deepEqual(fetched, [])
    })

  it("answer a document at the limit of tokens in time", async () => {
    // The most that validation may get to see: as many repeats of different fields as the limits allow.
    const fields = repeat(20, () => "id name born rank email ")
    const query = `{ ${repeat(9, (i) => `a${i}: viewer { ${fields} } `)} }`
    const startedAt = performance.now()
    const { status, result } = await run(query)
    assert.equal(status, "executed", JSON.stringify(result))
    assert.ok(performance.now() - startedAt < 1000)
  })

  it("leave introspection out unless it is on", async () => {
    for (const query of ["{ __schema { types { name } } }", '{ a: __type(name: "Person") { name } }']) {
      const { status, result } = await run(query)
      assert.equal(status, "refused")
      assert.match(result.errors![0]!.message, /introspection is off/)
    }
    assert.equal((await run("{ __typename }")).status, "executed")
  })

  it("suggest no names of the schema", async () => {
    const { result } = await run("{ viewr { id } }")
    assert.doesNotMatch(JSON.stringify(result), /viewer/)
  })

  it("count the page size that a variable or its default gives", async () => {
    const query = "query ($n: Int = 101) { people(first: $n) { id } }"
    assert.equal((await run(query)).status, "refused")
    assert.equal((await run(query, { n: 101 })).status, "refused")
    assert.equal((await run(query, { n: -1 })).status, "refused")
    assert.equal((await run(query, { n: 5 })).status, "executed")
    assert.equal((await run(query, { n: null })).status, "executed")
  })

  it("refuse variables that don't fit, naming them", async () => {
    fetched.length = 0
    const query = "query ($id: ID!) { person(id: $id) { id } }"
    for (const variables of [undefined, {}, { id: null }, { id: { a: 1 } }, [], "x", 5]) {
      const { status, result } = await run(query, variables)
      assert.equal(status, "refused", JSON.stringify(variables))
      assert.equal(result.errors![0]!.extensions.code, "BAD_USER_INPUT")
    }
    const many = await run(query, { id: "p1", more: Array.from({ length: DEFAULT_LIMITS.maxVariableValues }, () => 1) })
    assert.equal(many.status, "refused")
    let nested: unknown = 1
    for (let i = 0; i < 5000; i++) nested = [nested]
    assert.equal((await run(query, { id: "p1", nested })).status, "refused")
    assert.deepEqual(fetched, [])
  })

  it("choose the operation by name and refuse to guess", async () => {
    const query = "query A { viewer { id } } query B { __typename }"
    assert.equal((await run(query)).status, "refused")
    assert.equal((await run(query, {}, { operationName: "C" })).status, "refused")
    assert.equal((await run(query, {}, { operationName: "__proto__" })).status, "refused")
    assert.deepEqual((await run(query, {}, { operationName: "B" })).result, { data: { __typename: "Query" } })
  })

  it("refuse a mutation where nothing may be changed", async () => {
    fetched.length = 0
    const query = 'mutation { rename(id: "p1", name: "x") { id } }'
    assert.equal((await run(query, {}, { isReadOnly: true })).status, "refused")
    assert.deepEqual(fetched, [])
    assert.equal((await run(query)).status, "executed")
  })
})

function repeat(times: number, make: (i: number) => string): string {
  return Array.from({ length: times }, (_, i) => make(i)).join(" ")
}
