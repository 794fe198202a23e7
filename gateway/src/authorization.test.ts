import assert from "node:assert/strict"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, it } from "node:test"
import {
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  type GraphQLInputType,
  isListType,
  isNonNullType,
  isObjectType,
  print,
} from "graphql"
import { type Caller, refusalFor } from "./authorization.ts"
import { compose } from "./compose.ts"
import { type FetchRequest, localDataSource } from "./data-source.ts"
import { createGraph } from "./graph.ts"
import {
  composeLibrary,
  LIBRARIAN,
  LIBRARY_SDL,
  localLibrarySubgraph,
  NOBODY,
  requestContext,
} from "./library-fixture.ts"

const SIGNED_IN: Caller = { authenticated: true, scopes: [] }

describe("refusalFor", () => {
  const cases: [string, Parameters<typeof refusalFor>[0], Caller, string | undefined][] = [
    ["nobody where one must be signed in", { authenticated: true }, NOBODY, "UNAUTHENTICATED"],
    ["somebody where one must be signed in", { authenticated: true }, SIGNED_IN, undefined],
    ["nobody where a scope is needed", { scopes: [["a"]] }, NOBODY, "UNAUTHENTICATED"],
    ["somebody without the scope", { scopes: [["a"]] }, SIGNED_IN, "FORBIDDEN"],
    ["one of two scopes", { scopes: [["a", "b"]] }, { authenticated: true, scopes: ["a"] }, "FORBIDDEN"],
    ["both scopes", { scopes: [["a", "b"]] }, { authenticated: true, scopes: ["b", "a"] }, undefined],
    ["the other set", { scopes: [["a", "b"], ["c"]] }, { authenticated: true, scopes: ["c"] }, undefined],
    ["scopes without a caller", { scopes: [["a"]] }, { authenticated: false, scopes: ["a"] }, "UNAUTHENTICATED"],
    ["no set at all", { scopes: [] }, { authenticated: true, scopes: ["a"] }, "FORBIDDEN"],
  ]
  for (const [what, rule, caller, refusal] of cases)
    it(`is ${refusal ?? "nothing"} for ${what}`, () => assert.equal(refusalFor(rule, caller), refusal))
})

describe("a field with a rule", () => {
  const fetches: FetchRequest[] = []
  const graph = createGraph({
    ...composeLibrary(),
    introspection: true,
    dataSources: Object.keys(LIBRARY_SDL).map((name) => {
      const real = localDataSource(localLibrarySubgraph(name))
      return { name, fetch: (request: FetchRequest) => (fetches.push(request), real.fetch(request)) }
    }),
  })
  const ask = async (query: string, caller: Caller, variables = {}) => {
    fetches.length = 0
    const { result } = await graph.run({ query, variables, caller, context: requestContext() })
    return {
      data: JSON.parse(JSON.stringify(result.data)) as unknown,
      errors: (result.errors ?? []).map(({ path, extensions }) => `${path!.join(".")} ${extensions.code}`),
      sent: fetches.map(({ query }) => query).join("\n"),
    }
  }

  it("is null with an error at each of its places, under its alias", async () => {
    const { data, errors, sent } = await ask("{ people(first: 2) { id mail: email } }", NOBODY)
    assert.deepEqual(data, {
      people: [
        { id: "p0", mail: null },
        { id: "p1", mail: null },
      ],
    })
    assert.deepEqual(errors, ["people.0.mail UNAUTHENTICATED", "people.1.mail UNAUTHENTICATED"])
    assert.doesNotMatch(sent, /email/)
  })

  it("is there for who may see it", async () => {
    const { data, errors } = await ask("{ people(first: 1) { email } clubs { secret } }", LIBRARIAN)
    assert.deepEqual(data, {
      people: [{ email: "p0@example.org" }],
      clubs: [{ secret: "shh" }, null, { secret: "shh" }],
    })
    assert.deepEqual(errors, [])
  })

  it("leaves the object it was alone in, or its null", async () => {
    const { data, errors, sent } = await ask("{ clubs { secret } }", SIGNED_IN)
    assert.deepEqual(data, { clubs: [{ secret: null }, null, { secret: null }] })
    assert.deepEqual(errors, ["clubs.0.secret FORBIDDEN", "clubs.2.secret FORBIDDEN"])
    assert.equal(sent, "{clubs{__typename}}")
  })

  it("is refused through fragments and inline fragments, however it is selected", async () => {
    const query = `
      query ($x: Boolean = true) {
        person(id: "p1") { ...A ... on Person { b: email @include(if: $x) } ... on Named { ... on Person { c: email } } }
        named(ids: ["p1", "c1"]) { ...N }
      }
      fragment A on Person { ...B }
      fragment B on Person { email }
      fragment N on Named { id ... on Person { ...B } ... on Club { secret } }`
    const { data, errors, sent } = await ask(query, NOBODY)
    assert.deepEqual(data, {
      person: { email: null, b: null, c: null },
      named: [
        { id: "p1", email: null },
        { id: "c1", secret: null },
      ],
    })
    assert.equal(errors.length, 5)
    assert.doesNotMatch(sent, /email|secret/)
  })

  it("is refused on an interface for the implementations that have the rule only", async () => {
    const query = "{ works(first: 4) { id budget } }"
    const { data, errors, sent } = await ask(query, SIGNED_IN)
    assert.deepEqual(data, {
      works: [
        { id: "w0", budget: 5 },
        { id: "w5", budget: 5 },
        { id: "w10", budget: null },
        { id: "w15", budget: null },
      ],
    })
    assert.deepEqual(errors, ["works.2.budget FORBIDDEN", "works.3.budget FORBIDDEN"])
    assert.match(sent, /on Book\{[^}]*budget/)
    assert.doesNotMatch(sent, /on Film\{[^}]*budget/)
    assert.deepEqual((await ask(query, LIBRARIAN)).errors, [])
    assert.deepEqual((await ask(query, { authenticated: true, scopes: ["admin"] })).errors, [])
    assert.equal((await ask(query, { authenticated: true, scopes: ["films:read"] })).errors.length, 2)
  })

  it("of the root leaves the other root fields, or nothing to ask of anyone", async () => {
    const both = await ask("{ viewer { id } people(first: 1) { id } }", NOBODY)
    assert.deepEqual(both.data, { viewer: null, people: [{ id: "p0" }] })
    assert.deepEqual(both.errors, ["viewer UNAUTHENTICATED"])
    const alone = await ask("{ a: viewer { id } b: viewer { name } }", NOBODY)
    assert.deepEqual(alone, {
      data: { a: null, b: null },
      errors: ["a UNAUTHENTICATED", "b UNAUTHENTICATED"],
      sent: "",
    })
  })

  it("that is skipped has no error", async () => {
    const query = "query ($x: Boolean!) { people(first: 1) { id email @skip(if: $x) } }"
    assert.deepEqual((await ask(query, NOBODY, { x: true })).errors, [])
    assert.deepEqual((await ask(query, NOBODY, { x: false })).errors, ["people.0.email UNAUTHENTICATED"])
    assert.doesNotMatch((await ask(query, NOBODY, { x: false })).sent, /email/)
  })

  it("is decided for each caller, also when the operation is known already", async () => {
    const query = "{ people(first: 1) { email } }"
    for (const [caller, count] of [
      [LIBRARIAN, 0],
      [NOBODY, 1],
      [SIGNED_IN, 0],
      [NOBODY, 1],
    ] as const)
      assert.equal((await ask(query, caller)).errors.length, count)
  })
})

describe("every rule of the platform's own subgraphs", () => {
  const folder = join(import.meta.dirname, "../../subgraphs")
  const { supergraphSdl, rules } = compose(
    readdirSync(folder).map((name) => ({ name, sdl: readFileSync(join(folder, name, "schema.graphql"), "utf8") })),
  )
  const fetches: FetchRequest[] = []
  const graph = createGraph({
    supergraphSdl,
    rules,
    introspection: true,
    dataSources: readdirSync(folder).map((name) => ({
      name,
      fetch: (request: FetchRequest) => (fetches.push(request), Promise.resolve({ data: null })),
    })),
  })

  for (const [coordinate, rule] of Object.entries(rules))
    for (const [who, caller, code] of [
      ["nobody", NOBODY, "UNAUTHENTICATED"],
      ["a caller with other scopes", { authenticated: true, scopes: ["none:such"] }, "FORBIDDEN"],
    ] as const) {
      if (code === "FORBIDDEN" && !rule.scopes) continue
      it(`keeps ${coordinate} from ${who}`, async () => {
        const query = operationSelecting(graph.schema, coordinate)
        fetches.length = 0
        const { status, result } = await graph.run({ query, caller, context: requestContext() })
        assert.equal(status, "executed", `${query}\n${JSON.stringify(result)}`)
        const field = coordinate.split(".")[1]!
        for (const { document } of fetches) assert.doesNotMatch(print(document), new RegExp(`\\b${field}\\b`))
        if (/^(Query|Mutation)\./.test(coordinate)) {
          assert.deepEqual(fetches, [])
          assert.equal(result.errors![0]!.extensions.code, code)
        }
      })
    }
})

/** An operation that selects the field by the shortest way from a root, through nothing that is guarded itself. */
function operationSelecting(schema: GraphQLSchema, coordinate: string): string {
  const [typeName, fieldName] = coordinate.split(".") as [string, string]
  const target = schema.getType(typeName) as GraphQLObjectType
  const selected = selectionOf(
    target.getFields()[fieldName]!,
    isCompositeType(getNamedType(target.getFields()[fieldName]!.type)) ? "{ __typename }" : "",
  )
  type Way = { type: GraphQLObjectType; wrap: (inner: string) => string }
  const roots: Way[] = [
    { type: schema.getQueryType()!, wrap: (inner) => `query { ${inner} }` },
    { type: schema.getMutationType()!, wrap: (inner) => `mutation { ${inner} }` },
  ]
  const visited = new Set(roots.map(({ type }) => type.name))
  for (const ways = [...roots]; ways.length > 0;) {
    const { type, wrap } = ways.shift()!
    if (type.name === typeName) return wrap(selected)
    for (const field of Object.values(type.getFields())) {
      const returned = getNamedType(field.type)
      const types = isObjectType(returned)
        ? [returned]
        : isAbstractType(returned)
          ? schema.getPossibleTypes(returned)
          : []
      for (const next of types) {
        if (visited.has(next.name)) continue
        visited.add(next.name)
        ways.push({ type: next, wrap: (inner) => wrap(selectionOf(field, `{ ... on ${next.name} { ${inner} } }`)) })
      }
    }
  }
  throw new Error(`no way to ${coordinate}`)
}

function selectionOf(field: GraphQLField<unknown, unknown>, below: string): string {
  const required = field.args.filter(({ type }) => isNonNullType(type))
  const args = required.map(({ name, type }) => `${name}: ${someValue(type)}`).join(", ")
  return `${field.name}${args ? `(${args})` : ""} ${below}`
}

function someValue(type: GraphQLInputType): string {
  if (isNonNullType(type)) return someValue(type.ofType)
  if (isListType(type)) return "[]"
  if (isEnumType(type)) return type.getValues()[0]!.name
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type))
    return `{ ${required.map((field) => `${field.name}: ${someValue(field.type)}`).join(", ")} }`
  }
  if (type.name === "Int" || type.name === "Float") return "1"
  return type.name === "Boolean" ? "true" : '"x"'
}
