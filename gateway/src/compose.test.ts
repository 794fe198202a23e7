import assert from "node:assert/strict"
import { spawnSync } from "node:child_process"
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { Supergraph } from "@apollo/federation-internals"
import { compose, CompositionError } from "./compose.ts"
import { composeLibrary, LIBRARY_SDL } from "./library-fixture.ts"

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@authenticated", "@requiresScopes", "@policy", "@interfaceObject"])
`
const composed = (sdls: Record<string, string>) =>
  compose(Object.entries(sdls).map(([name, sdl]) => ({ name, sdl: LINK + sdl })))

const problemsOf = (sdls: Record<string, string>): readonly string[] => {
  try {
    composed(sdls)
  } catch (error) {
    if (error instanceof CompositionError) return error.problems
    throw error
  }
  return []
}

describe("compose", () => {
  it("takes the rules out of the supergraph and leaves nothing of them in it", () => {
    const { supergraphSdl, rules } = composeLibrary()
    assert.deepEqual(rules, {
      "Club.secret": { scopes: [["clubs:read"]] },
      "Film.budget": { scopes: [["films:read", "money:read"], ["admin"]] },
      "Person.email": { authenticated: true },
      "Query.viewer": { authenticated: true },
    })
    assert.doesNotMatch(supergraphSdl, /authenticated|requiresScopes|Scope/)
    // The stock gateway's own check: it refuses to start with features it doesn't know.
    assert.ok(Supergraph.build(supergraphSdl))
  })

  it("is the same text for the same subgraphs in any order", () => {
    const sources = Object.entries(LIBRARY_SDL).map(([name, sdl]) => ({ name, sdl }))
    assert.deepEqual(compose(sources.toReversed()).rules, compose(sources).rules)
    assert.equal(compose(sources).supergraphSdl, composeLibrary().supergraphSdl)
  })

  it("puts a rule on an object, a scalar or an enum on every field that leads to it", () => {
    const { rules } = composed({
      a: `type Query { secret: Secret list: [[Secret!]] color: Color token: Token either: Either free: Int }
          type Secret @authenticated { a: Int b: Color @requiresScopes(scopes: [["b"]]) }
          type Other { x: Int }
          union Either = Secret | Other
          enum Color @requiresScopes(scopes: [["colors"], ["all"]]) { RED }
          scalar Token @authenticated`,
    })
    assert.deepEqual(rules, {
      "Query.color": { scopes: [["colors"], ["all"]] },
      "Query.list": { authenticated: true },
      "Query.secret": { authenticated: true },
      "Query.token": { authenticated: true },
      "Secret.a": { authenticated: true },
      "Secret.b": {
        authenticated: true,
        scopes: [
          ["b", "colors"],
          ["all", "b"],
        ],
      },
    })
  })

  it("combines what several subgraphs ask for one field", () => {
    const { rules } = composed({
      a: 'type Query { x: Int @shareable @authenticated y: Int @shareable @requiresScopes(scopes: [["a"], ["b"]]) }',
      b: 'type Query { x: Int @shareable y: Int @shareable @requiresScopes(scopes: [["c"]]) }',
    })
    assert.deepEqual(rules["Query.x"], { authenticated: true })
    assert.deepEqual(new Set(rules["Query.y"]!.scopes!.map((set) => set.toSorted().join(" "))), new Set(["a c", "b c"]))
  })

  it("knows the directives under other names", () => {
    const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [{ name: "@authenticated", as: "@signedIn" }])
      type Query { x: Int @signedIn }`
    const { supergraphSdl, rules } = compose([{ name: "a", sdl }])
    assert.deepEqual(rules, { "Query.x": { authenticated: true } })
    assert.doesNotMatch(supergraphSdl, /signedIn|authenticated/)
  })

  it("refuses what the gateway doesn't enforce", () => {
    assert.deepEqual(problemsOf({ a: 'type Query { x: Int @policy(policies: [["p"]]) }' }), [
      "@policy can't be used: the gateway doesn't execute it",
    ])
  })

  it("refuses objects of a type that isn't known", () => {
    const problems = problemsOf({
      a: 'type Query { i: [I] } interface I @key(fields: "id") { id: ID! } type A implements I @key(fields: "id") { id: ID! }',
      b: 'type I @key(fields: "id") @interfaceObject { id: ID! x: Int }',
    })
    assert.deepEqual(problems, ["[b] I: @interfaceObject can't be used: the gateway must know an object's type"])
  })

  it("refuses a @requires that gets round a rule", () => {
    const [problem] = problemsOf({
      a: 'type Query { t: T } type T @key(fields: "id") { id: ID! secret: Int @authenticated }',
      b: 'type T @key(fields: "id") { id: ID! secret: Int @external open: Int @requires(fields: "secret") }',
    })
    assert.match(problem!, /T\.open.*does not specify necessary @authenticated/)
  })

  it("names the subgraph whose text is not GraphQL, and all of them at once", () => {
    const problems = problemsOf({ a: "type Query {", b: "type {", c: "type Query { x: Int }" })
    assert.equal(problems.length, 2)
    assert.match(problems[0]!, /^\[a\] line 3, column 13: Syntax Error/)
  })

  it("passes on what composition finds", () => {
    const [problem] = problemsOf({ a: "type Query { x: Int }", b: "type Query { x: String }" })
    assert.match(problem!, /Query\.x/)
  })
})

describe("the lint of nullability", () => {
  const OWNER = 'type Query { t: T } type T @key(fields: "id") { id: ID! name: String! }'
  const cases: [string, Record<string, string>, RegExp[]][] = [
    [
      "root fields",
      { a: "type Query { a: Int! b: [Int!]! c: [Int!] } type Mutation { d: Int! e: Int }" },
      [/Query\.a/, /Query\.b/, /Mutation\.d/],
    ],
    [
      "fields with a rule",
      { a: 'type Query { t: T } type T { a: Int! @authenticated b: Int @requiresScopes(scopes: [["x"]]) c: Int! }' },
      [/T\.a: Int! must be nullable: it carries an authorisation rule/],
    ],
    [
      "contributed fields",
      { a: OWNER, b: 'type T @key(fields: "id") { id: ID! extra: Int! more: Int }' },
      [/\[b\] T\.extra: Int! must be nullable: it is contributed to an entity of a/],
    ],
    [
      "references to entities of others",
      {
        a: OWNER,
        b: 'type Query { u: U } type U { t: T! ts: [T!]! ok: T okList: [T!] okItems: [T]! } type T @key(fields: "id", resolvable: false) { id: ID! }',
      },
      [
        /\[b\] U\.t: T! must be nullable: a resolves T\.name/,
        /\[b\] U\.ts: \[T!\]! must be nullable as a whole: a resolves T\.name/,
      ],
    ],
    [
      "references to entities that only nullable fields are added to",
      {
        a: 'type Query { u: U } type U { t: T! } type T @key(fields: "id") { id: ID! name: String! }',
        b: 'type T @key(fields: "id") { id: ID! extra: Int }',
      },
      [],
    ],
    [
      "externals and keys",
      {
        a: OWNER,
        b: 'type T @key(fields: "id") { id: ID! name: String! @external extra: Int @requires(fields: "name") }',
      },
      [],
    ],
  ]
  for (const [what, sdls, expected] of cases)
    it(`finds ${expected.length} of ${what}`, () => {
      const problems = problemsOf(sdls)
      assert.equal(problems.length, expected.length, problems.join("\n"))
      expected.forEach((pattern, i) => assert.match(problems[i]!, pattern))
    })
})

describe("the lint of @requires", () => {
  it("refuses arguments at any depth", () => {
    const owner =
      'type Query { t: T } type T @key(fields: "id") { id: ID! a(x: Int): Int b: B } type B @shareable { c(y: Int): Int }'
    const requiring = (fields: string) =>
      problemsOf({
        a: owner,
        b: `type T @key(fields: "id") { id: ID! a(x: Int): Int @external b: B @external z: Int @requires(fields: "${fields}") } type B @shareable { c(y: Int): Int }`,
      })
    assert.match(requiring("a(x: 1) b { c }")[0]!, /T\.z: @requires\(fields: "a\(x: 1\) b \{ c \}"\) has arguments/)
    assert.match(requiring("a b { c(y: 2) }")[0]!, /has arguments/)
    assert.deepEqual(requiring("a b { c }"), [])
  })
})

describe("the lint of descriptions", () => {
  it("names every coordinate without one, once, and is content with one of several subgraphs", () => {
    const { undescribed } = composed({
      a: `"said" type T @shareable { "said" x("said" a: Int, b: Int): Int y: Int } type Query { "said" t: T @shareable }
          enum E { A "said" B } input I { f: Int } type U { "said" e(i: I): E }`,
      b: "type T @shareable { x(a: Int, b: Int): Int y: Int } type Query { t: T @shareable }",
    })
    assert.deepEqual(undescribed, ["T.x(b:)", "T.y", "E", "E.A", "I", "I.f", "U", "U.e(i:)"])
  })
})

describe("compose-cli", () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "compose-"))
    for (const name of ["people", "stock"]) {
      const sdl = `${LINK} type Query { "Of ${name}." ${name}: Int @authenticated }`
      mkdirSync(join(folder, "subgraphs", name), { recursive: true })
      writeFileSync(join(folder, "subgraphs", name, "schema.graphql"), sdl)
    }
  })
  after(() => rmSync(folder, { recursive: true }))

  const cli = (...args: string[]) => {
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      [
        join(import.meta.dirname, "compose-cli.ts"),
        "--subgraphs",
        join(folder, "subgraphs"),
        "--out",
        join(folder, "out"),
        ...args,
      ],
      { encoding: "utf8" },
    )
    return { status, stderr, stdout }
  }

  it("writes both files, and --check is content until one of them or a subgraph changes", () => {
    assert.match(
      cli("--check").stderr,
      /stale: gateway\/supergraph\.graphql.*\n.*stale: gateway\/authorization-rules\.json/,
    )
    assert.equal(cli("--check").status, 1)
    assert.equal(cli().status, 0)
    const supergraph = readFileSync(join(folder, "out/supergraph.graphql"), "utf8")
    assert.match(supergraph, /^# generated by gateway\/src\/compose-cli\.ts/)
    assert.equal(cli("--check").status, 0)
    assert.equal(cli().status, 0)
    assert.equal(readFileSync(join(folder, "out/supergraph.graphql"), "utf8"), supergraph)

    appendFileSync(join(folder, "out/authorization-rules.json"), " ")
    const { status, stderr } = cli("--check")
    assert.equal(status, 1)
    assert.match(stderr, /stale: gateway\/authorization-rules\.json/)
    assert.doesNotMatch(stderr, /stale: gateway\/supergraph/)
  })

  it("says what doesn't compose and leaves the files", () => {
    cpSync(join(folder, "out"), join(folder, "kept"), { recursive: true })
    const schema = join(folder, "subgraphs/stock/schema.graphql")
    const before = readFileSync(schema, "utf8")
    for (const [added, problem] of [
      ['type Mutation { "Buys." buy: Int! }', /\[stock\] Mutation\.buy: Int! must be nullable/],
      ["type Mutation { buy: Int }", /Mutation\.buy has no description/],
      ["type Mutation {", /\[stock\] line \d+, column \d+: Syntax Error/],
    ] as const) {
      writeFileSync(schema, before + added)
      const { status, stderr } = cli()
      assert.equal(status, 1)
      assert.match(stderr, problem)
    }
    assert.equal(
      readFileSync(join(folder, "out/supergraph.graphql"), "utf8"),
      readFileSync(join(folder, "kept/supergraph.graphql"), "utf8"),
    )
  })
})
