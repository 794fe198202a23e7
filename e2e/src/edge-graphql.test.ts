import assert from "node:assert/strict"
import { hash, randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { auditServer } from "graphql-http"
import { startPlatform, type Platform } from "./platform-under-test.ts"

const times = (count: number, make: (index: number) => string, between = " ") =>
  Array.from({ length: count }, (_, index) => make(index)).join(between)
/** `{ me { friends { friends { … } } } }`, `depth` levels deep. */
const nested = (depth: number, open: string) => `${open} { `.repeat(depth) + "id" + " }".repeat(depth)
const FRAGMENT_BOMB = `{ ...f0 } ${times(25, (index) => `fragment f${index} on Query { ...f${index + 1} ...f${index + 1} }`)} fragment f25 on Query { __typename }`
const registration = (index: number) =>
  `a${index}: registerUser(input: { displayName: "A", email: "flood${index}@example.org", password: "correct horse battery" }) { __typename }`

/**
 * Documents that cost much or mean harm. `salt` makes each one new, so that no cache knows it; every one is to be
 * refused before anything is executed.
 */
const HOSTILE: Record<string, (salt: string) => { query: string; variables?: object } | string> = {
  "1,000 registrations in one request": (salt) => ({ query: `mutation M${salt} { ${times(1000, registration)} }` }),
  "31 aliased registrations": (salt) => ({ query: `mutation M${salt} { ${times(31, registration)} }` }),
  "21 root fields, each with a variable": (salt) => ({
    query: `query Q${salt}(${times(21, (i) => `$s${i}: String`)}) { ${times(21, (i) => `c${i}: course(slug: $s${i}) { id }`)} }`,
  }),
  "1,000 aliases of nothing": (salt) => ({ query: `query Q${salt} { ${times(1000, (i) => `a${i}: __typename`)} }` }),
  "aliases hidden in fragments": (salt) => ({
    query: `query Q${salt} { ...A ...B } fragment A on Query { ${times(16, (i) => `a${i}: __typename`)} } fragment B on Query { ${times(16, (i) => `b${i}: __typename`)} }`,
  }),
  "16 levels of fields": (salt) => ({
    query: `query Q${salt} { courses(first: 1) { edges { node { ${nested(16, "sessions { course")} } } } } }`,
  }),
  "brackets 10,000 deep": (salt) => ({ query: `query Q${salt} ${"{ a ".repeat(10_000)}` }),
  "lists 10,000 deep": (salt) => ({ query: `query Q${salt} { course(id: ${"[".repeat(10_000)}) { id } }` }),
  "types 10,000 deep": (salt) => ({ query: `query Q${salt}($a: ${"[".repeat(10_000)}Int) { __typename }` }),
  "10,000 fields": (salt) => ({ query: `query Q${salt} { ${"__typename ".repeat(10_000)} }` }),
  "fields that all overlap": (salt) => ({
    query: `query Q${salt} { ${times(400, () => `course(slug: "a") { id }`)} }`,
  }),
  "fragments that double 25 times": (salt) => ({ query: `${FRAGMENT_BOMB} # ${salt}` }),
  "fragments in a circle": (salt) => ({
    query: `query Q${salt} { ...a } fragment a on Query { ...b } fragment b on Query { ...a }`,
  }),
  "a fragment that spreads itself": (salt) => ({ query: `query Q${salt} { ...a } fragment a on Query { ...a }` }),
  "300 fragments that nobody uses": (salt) => ({
    query: `query Q${salt} { __typename } ${times(300, (i) => `fragment f${i} on Query { __typename }`)}`,
  }),
  "1,000 directives": (salt) => ({ query: `query Q${salt} { __typename ${times(1000, () => "@include(if: true)")} }` }),
  "unknown directives": (salt) => ({ query: `query Q${salt} { __typename ${times(400, (i) => `@d${i}`)} }` }),
  "200 operations": (salt) => ({ query: times(200, (i) => `query Q${salt}${i} { __typename }`) }),
  "200 variables": (salt) => ({ query: `query Q${salt}(${times(200, (i) => `$v${i}: Int`)}) { __typename }` }),
  "a name of 100,000 letters": (salt) => ({ query: `query Q${salt}${"a".repeat(100_000)} { __typename }` }),
  "a field of 100,000 letters": (salt) => ({ query: `query Q${salt} { ${"a".repeat(100_000)} }` }),
  "200 KB that end in an unknown field": (salt) => ({
    query: `query Q${salt} { ${"__typename ".repeat(900)} nothingLikeIt } # ${"x".repeat(200_000)}`,
  }),
  "a page of 101": (salt) => ({ query: `query Q${salt} { courses(first: 101) { totalCount } }` }),
  "a page of 101 in a variable": (salt) => ({
    query: `query Q${salt}($n: Int) { courses(first: $n) { totalCount } }`,
    variables: { n: 101 },
  }),
  "a page of 101 by default": (salt) => ({
    query: `query Q${salt}($n: Int = 101) { courses(first: $n) { totalCount } }`,
  }),
  "a negative page": (salt) => ({ query: `query Q${salt} { courses(first: -1) { totalCount } }` }),
  "a page beyond 32 bits": (salt) => ({ query: `query Q${salt} { courses(first: 4294967297) { totalCount } }` }),
  "pages of pages of pages": (salt) => ({
    query: `query Q${salt} { courses(first: 100) { edges { node { reviews(first: 100) { edges { node { course { reviews(first: 100) { edges { node { id } } } } } } } } } } }`,
  }),
  "introspection in a circle": (salt) => ({
    query: `query Q${salt} { __schema { types { ${nested(9, "fields { type").replaceAll("{ id", "{ name")} } } }`,
  }),
  "variables 100,000 deep": (salt) =>
    `{"query":"query Q${salt}($f: CourseFilter) { courses(filter: $f) { totalCount } }","variables":{"f":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`,
  "50,000 values in a variable": (salt) => ({
    query: `query Q${salt}($f: CourseFilter) { courses(filter: $f) { totalCount } }`,
    variables: { f: { categories: Array.from({ length: 50_000 }, () => "a") } },
  }),
  "half a surrogate pair": (salt) => ({
    query: `query Q${salt}($s: String) { course(slug: $s) { id } }`,
    variables: { s: "\ud800" },
  }),
  "half a surrogate pair in the document": (salt) => ({ query: `query Q${salt} { course(slug: "\\ud800") { id } }` }),
  "a prototype as variable": (salt) => ({
    query: `query Q${salt}($f: CourseFilter) { courses(filter: $f) { totalCount } }`,
    variables: { f: JSON.parse(`{"__proto__":{"level":"X"},"constructor":{"prototype":{}}}`) as object },
  }),
  "a prototype as alias": (salt) => ({ query: `query Q${salt} { __proto__: __typename }` }),
  "a subscription": (salt) => ({ query: `subscription S${salt} { __typename }` }),
  "zero bytes": (salt) => ({ query: `query Q${salt} { __typename \u0000 }` }),
  "an unclosed string": (salt) => ({ query: `query Q${salt} { course(slug: "${"a".repeat(50_000)}` }),
  "long words of the client in an error": (salt) => ({
    query: `query Q${salt}($f: CourseFilter) { courses(filter: $f) { totalCount } }`,
    variables: {
      f: {
        level: "수준".repeat(5000),
        language: ["말".repeat(5000)],
        unknown: "모름".repeat(5000),
        instructorId: { a: "\u0001".repeat(5000) },
      },
    },
  }),
  "the subgraphs' own fields": (salt) => ({
    query: `query Q${salt} { _service { sdl } _entities(representations: []) { __typename } }`,
  }),
}

const ROUNDS = 40
const ATTACKERS = 4

describe("GraphQL at the edge", () => {
  let platform: Platform
  before(async () => {
    platform = await startPlatform("one process", {}, ["--no-demo"])
  })
  after(() => platform?.stop())

  const send = async (body: unknown, headers: Record<string, string> = {}) => {
    const response = await platform.post("/graphql", body, { accept: "application/graphql-response+json", ...headers })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }

  it("passes every audit of GraphQL over HTTP", async () => {
    const results = await auditServer({ url: `${platform.origin}/graphql` })
    assert.ok(results.length >= 61)
    const failed = results.flatMap((result) =>
      result.status === "ok" ? [] : [`${result.status} ${result.id} ${result.name}: ${result.reason}`],
    )
    assert.deepEqual(failed, [])
  })

  describe("takes the hash of an operation in its place", () => {
    const query = "query Count($first: Int) { courses(first: $first) { totalCount } }"
    const extensions = { persistedQuery: { version: 1, sha256Hash: hash("sha256", query, "hex") } }
    const variables = { first: 1 }
    const WHOLE = '{"data":{"courses":{"totalCount":0}}}'
    const byGet = async (parameters: Record<string, unknown>) => {
      const texts = Object.entries(parameters).map(([name, value]) => [name, JSON.stringify(value)] as const)
      return fetch(`${platform.origin}/graphql?${new URLSearchParams(Object.fromEntries(texts))}`)
    }

    it("when the text was sent once, and says that it wants it until then", async () => {
      for (const [accept, expected] of [
        ["application/json", 200],
        ["application/graphql-response+json", 400],
      ] as const) {
        const { status, text } = await send({ extensions, variables }, { accept })
        const { errors, ...rest } = JSON.parse(text) as { errors: { message: string; extensions: { code: string } }[] }
        assert.deepEqual([status, rest], [expected, {}])
        assert.deepEqual(
          errors.map((error) => [error.message, error.extensions.code]),
          [["PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND"]],
        )
      }
      assert.equal((await byGet({ extensions, variables })).status, 200)
      assert.equal((await send({ query, extensions, variables })).text, WHOLE)
      assert.equal((await send({ extensions, variables })).text, WHOLE)
      assert.equal(await (await byGet({ extensions, variables })).text(), WHOLE)
    })

    it("of a query by GET, and never of a mutation", async () => {
      const mutation = 'mutation { requestPasswordReset(email: "nobody@example.org") { __typename } }'
      const ofMutation = { persistedQuery: { version: 1, sha256Hash: hash("sha256", mutation, "hex") } }
      assert.equal((await send({ query: mutation, extensions: ofMutation })).status, 200)
      assert.equal((await byGet({ extensions: ofMutation })).status, 405)
    })

    it("if it is its own", async () => {
      const { status, text } = await send({ query: `${query} `, extensions })
      assert.equal(status, 400)
      assert.match(text, /expected sha256Hash to be that of the query/)
      assert.match((await send({ extensions: { persistedQuery: { version: 3 } } })).text, /version 1 and sha256Hash/)
      // Not kept: it is valid JSON and no operation.
      const wrong = "{ nothing }"
      const ofWrong = { persistedQuery: { version: 1, sha256Hash: hash("sha256", wrong, "hex") } }
      assert.equal((await send({ query: wrong, extensions: ofWrong })).status, 400)
      assert.match((await send({ extensions: ofWrong })).text, /PersistedQueryNotFound/)
    })
  })

  describe("refuses, in at most 1 KB and before anything is done,", () => {
    for (const [what, make] of Object.entries(HOSTILE))
      it(what, async () => {
        const body = make("x")
        const { status, text } = await send(body)
        assert.equal(status, 400, text)
        assert.ok(Buffer.byteLength(text) <= 1024, `${Buffer.byteLength(text)} bytes`)
        const answer = JSON.parse(text) as {
          data?: unknown
          errors: { message: string; extensions: { code: string } }[]
        }
        assert.equal("data" in answer, false)
        for (const { message, extensions } of answer.errors) {
          assert.ok(["BAD_USER_INPUT", "QUERY_TOO_COMPLEX"].includes(extensions.code), text)
          assert.doesNotMatch(message, /did you mean/i)
        }
        // The older media type gets the same words.
        const older = await send(body, { accept: "application/json" })
        assert.ok([200, 400].includes(older.status) && Buffer.byteLength(older.text) <= 1024)
        assert.equal("data" in (JSON.parse(older.text) as object), false)
      })

    it("requests in a batch", async () => {
      for (const batch of [
        [],
        [{ query: "{ __typename }" }],
        Array.from({ length: 1000 }, () => ({ query: "{ __typename }" })),
      ]) {
        const { status, text } = await send(batch)
        assert.equal(status, 400)
        assert.ok(text.length <= 1024)
        assert.equal(Array.isArray(JSON.parse(text)), false)
      }
    })

    it("a mutation by GET, with 405 and the method that there is", async () => {
      const query = encodeURIComponent(`mutation { ${registration(0)} }`)
      const response = await fetch(`${platform.origin}/graphql?query=${query}`)
      assert.deepEqual([response.status, response.headers.get("allow")], [405, "POST"])
    })

    it("so that none of the registrations happened", async () => {
      for (const index of [0, 15, 30, 999]) {
        const answer = await platform.post("/auth/login", {
          email: `flood${index}@example.org`,
          password: "correct horse battery",
        })
        assert.equal(answer.status, 401)
      }
    })
  })

  it("counts what it refuses", async () => {
    assert.ok((await platform.counter("graphql_refused_total", { code: "QUERY_TOO_COMPLEX" })) >= 10)
    assert.ok((await platform.counter("graphql_refused_total", { code: "BAD_USER_INPUT" })) >= 10)
  })

  it("what is just within the limits is answered", async () => {
    const { status, text } = await send({
      query: `query Q { ${times(20, (i) => `c${i}: course(slug: "nothing-${i}") { id }`)} }`,
    })
    assert.equal(status, 200, text)
    assert.equal((await send({ query: "{ courses(first: 100) { totalCount } }" })).status, 200)
    assert.equal((await send({ query: `{ __typename } # ${"x".repeat(200_000)}` })).status, 200)
  })

  it("asks for less time, never for more", async () => {
    const query = { query: "{ courses(first: 1) { totalCount } }" }
    const { status, text } = await send(query, { "x-timeout-ms": "1" })
    assert.deepEqual([status, text.includes(`"TIMEOUT"`)], [504, true])
    for (const timeout of ["1e99", "-5", "0", "NaN", "600000", "1, 2", ""])
      assert.equal((await send(query, { "x-timeout-ms": timeout })).status, 200, timeout)
  })

  it("a flood of hostile documents leaves memory and the next caller alone", { timeout: 120_000 }, async (test) => {
    const email = `${randomUUID()}@example.org`
    await platform.graphql(`mutation ($input: RegisterUserInput!) { registerUser(input: $input) { __typename } }`, {
      input: { displayName: "Ben", email, password: "correct horse battery" },
    })
    const token = await platform.signIn({ email, password: "correct horse battery" })
    const normal = async () => {
      const began = performance.now()
      const { status } = await platform.graphql(
        "{ me { id displayName } courses(first: 5) { edges { node { id } } } }",
        {},
        token,
      )
      return { status, ms: performance.now() - began }
    }
    const median = (answers: { ms: number }[]) =>
      answers.map(({ ms }) => ms).sort((a, b) => a - b)[Math.floor(answers.length / 2)] ?? Infinity
    /** Sends every hostile document `rounds` times, a few at once, and gives what another caller got meanwhile. */
    const flood = async (rounds: number) => {
      const documents = Array.from({ length: rounds }, (_, round) =>
        Object.values(HOSTILE).map((make) => make(`r${rounds}x${round}`)),
      ).flat()
      const beside: Awaited<ReturnType<typeof normal>>[] = []
      const attackers = Array.from({ length: ATTACKERS }, async () => {
        for (let document = documents.pop(); document !== undefined; document = documents.pop())
          assert.equal((await send(document)).status, 400)
      })
      const caller = (async () => {
        while (documents.length > 0) beside.push(await normal())
      })()
      await Promise.all([...attackers, caller])
      return beside
    }
    const memory = () => platform.counter("process_resident_memory_bytes")
    await flood(3)
    const quiet: typeof beside = []
    for (let index = 0; index < 20; index++) quiet.push(await normal())
    const before = await memory()
    const beside = await flood(ROUNDS)
    const grownMiB = Math.round(((await memory()) - before) / 2 ** 20)
    const late = beside.filter(({ status }) => status === 504)
    const told = `${grownMiB} MiB more; of ${beside.length} queries meanwhile ${late.length} late, median ${Math.round(median(beside))} ms, before ${Math.round(median(quiet))} ms`
    test.diagnostic(told)
    assert.ok(grownMiB < 200, told)
    // How slow this machine is right now shows in the quiet queries.
    assert.ok(median(beside) < Math.max(200, 10 * median(quiet)), told)
    assert.ok(late.length <= Math.max(1, 0.05 * beside.length), told)
    assert.deepEqual(
      beside.filter(({ status }) => status !== 200 && status !== 504),
      [],
    )
    assert.equal((await normal()).status, 200)
  })

  it("logged nothing as a failure", async () => {
    assert.deepEqual(
      (await platform.log()).split("\n").filter((line) => /"level":"(error|fatal)"/.test(line)),
      [],
    )
  })
})
