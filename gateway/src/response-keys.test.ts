import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { getOperationAST, parse, print } from "graphql"
import { type FetchRequest, localDataSource } from "./data-source.ts"
import { createGraph } from "./graph.ts"
import { composeLibrary, LIBRARIAN, LIBRARY_SDL, localLibrarySubgraph, requestContext } from "./library-fixture.ts"
import { responseKeys } from "./response-keys.ts"

const keysOf = (query: string) => {
  const document = parse(query)
  return { document, keys: responseKeys(document, getOperationAST(document)!) }
}

describe("responseKeys", () => {
  it("leave a document alone in which every key stands for one field", () => {
    const { document, keys } = keysOf(`
      { a: works(first: 1) { id } works(x: { a: 1, b: [2] }) { ...F } works(x: { b: [2], a: 1 }) { title } }
      fragment F on Work { title ... on Book { creator { id name } } ... on Film { creator { name id } } }`)
    assert.equal(keys.forPlanning(document), document)
  })

  it("name the fields of an ambiguous key apart, the same way each time", () => {
    const query =
      "{ works { ...B ...F n__0: id } } fragment B on Book { n: title(x: 1) } fragment F on Film { n: name(x: 1) n: name(x: 1) }"
    const { document, keys } = keysOf(query)
    const planned = print(keys.forPlanning(document))
    assert.match(planned, /n__0: id/)
    assert.match(planned, /n__1: title\(x: 1\)/)
    assert.match(planned, /n__2: name\(x: 1\)\s+n__2: name\(x: 1\)/)
    assert.equal(keys.inAnswer("n__1"), "n")
    assert.equal(keys.inAnswer("n__0"), "n__0")
    assert.equal(print(keysOf(query).keys.forPlanning(document)), planned)
  })
})

describe("a key that stands for different fields of different types", () => {
  const ask = async (query: string, failing: RegExp = /^$/) => {
    const graph = createGraph({
      ...composeLibrary(),
      introspection: true,
      dataSources: Object.keys(LIBRARY_SDL).map((name) => {
        const real = localDataSource(localLibrarySubgraph(name))
        const failure = { data: null, errors: [{ message: "x", path: ["_entities"] }] }
        return {
          name,
          fetch: (request: FetchRequest) =>
            failing.test(request.query) ? Promise.resolve(failure) : real.fetch(request),
        }
      }),
    })
    const { result } = await graph.run({ query, caller: LIBRARIAN, context: requestContext() })
    return JSON.parse(JSON.stringify(result)) as typeof result
  }

  it("has the value of the right one below an entity", async () => {
    const result = await ask(
      "{ works { ... on Book { x: creator { n: name } } ... on Film { x: creator { n: email } } } }",
    )
    assert.deepEqual(result.data!.works, [
      { x: { n: "Person p0" } },
      { x: { n: null } },
      { x: { n: "p10@example.org" } },
      { x: { n: "p3@example.org" } },
    ])
  })

  it("has the value with the right arguments", async () => {
    const result = await ask(
      "{ works { ... on Book { x: creator { f: friends(first: 1) { id } } } ... on Film { x: creator { f: friends(first: 2) { id } } } } }",
    )
    assert.deepEqual(
      (result.data!.works as { x: { f: unknown[] } }[]).map(({ x }) => x.f.length),
      [1, 1, 2, 2],
    )
  })

  it("has the client's key in the path of an error", async () => {
    const result = await ask(
      "{ works { ... on Book { x: creator { n: name } } ... on Film { x: creator { n: email } } } }",
      /email/,
    )
    assert.deepEqual(
      result.errors!.map(({ path }) => path!.join(".")),
      ["works.0.x.n", "works.1.x.n", "works.2.x.n", "works.3.x.n"],
    )
  })
})
