import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { anonymousCaller, passportMinter } from "@lectern/rpc/passport"
import { startPlatform, type Platform } from "./platform-under-test.ts"
import { ask, sendBytes, type RawAnswer } from "./raw-http.ts"

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]
const PROBLEM = "application/problem+json"

type Answer = readonly [status: number, mediaType: string]
const page: Record<string, Answer> = { GET: [200, "text/html"], HEAD: [200, "text/html"] }
const probe: Record<string, Answer> = { GET: [200, "text/plain"], HEAD: [200, "text/plain"] }
const script: Record<string, Answer> = { GET: [200, "text/javascript"], HEAD: [200, "text/javascript"] }
const style: Record<string, Answer> = { GET: [200, "text/css"], HEAD: [200, "text/css"] }
const file = (status: number): Record<string, Answer> => ({ GET: [status, PROBLEM], HEAD: [status, PROBLEM] })

/** Every public path and method, with what its owner says to a request without credentials and body. */
const ROUTES: Record<string, Record<string, Answer>> = {
  "/": page,
  "/graphiql": page,
  "/pages/page.css": style,
  "/pages/graphiql.css": style,
  "/pages/graphiql.js": script,
  "/pages/graphiql-page.js": script,
  "/pages/react.js": script,
  "/pages/react-dom.js": script,
  "/pages/demo-accounts.json": { GET: [200, "application/json"], HEAD: [200, "application/json"] },
  "/pages/examples.json": { GET: [200, "application/json"], HEAD: [200, "application/json"] },
  "/healthz": probe,
  "/readyz": probe,
  "/graphql": { GET: [400, "application/json"], POST: [415, "application/json"] },
  "/auth/login": { POST: [400, PROBLEM] },
  "/auth/refresh": { POST: [401, PROBLEM] },
  "/auth/logout": { POST: [204, ""] },
  "/auth/.well-known/jwks.json": { GET: [200, "application/json"], HEAD: [200, "application/json"] },
  // Owned by the content service's file server: it names a reason, which the edge does not know.
  [`/files/hls/${randomUUID()}/master.m3u8`]: file(403),
  [`/files/captions/${randomUUID()}.vtt`]: file(403),
  [`/files/posters/${randomUUID()}.jpg`]: file(403),
  "/files/hls": file(404),
}

/** What must not be there, or not under this name. */
const NOWHERE = [
  "/nothing",
  "/metrics",
  "/_service",
  "/_entities",
  "/graphql/",
  "/GraphQL",
  "//graphql",
  "/auth",
  "/auth/",
  "/auth/register",
  "/files",
  "/pages",
  "/pages/",
  "/pages/secrets.json",
  "/pages/..%2f..%2fpackage.json",
  "/pages/../../package.json",
  "/pages/%2e%2e/%2e%2e/package.json",
  "/.env",
  "/secrets.json",
  "/subgraphs/users",
  "/elearning.users.v1.UsersService/BatchGetUsers",
  "/grpc.health.v1.Health/Check",
  "/debug/pprof",
  `/${"a".repeat(8000)}`,
]

/** Ways to write "one folder up"; no one may lead out of what is served. */
const UP = [
  "..",
  "%2e%2e",
  "%2E%2e",
  ".%2e",
  "..%2f..",
  "%2e%2e%2f%2e%2e",
  "..%5c..",
  "..\\..",
  "%252e%252e",
  "..%252f..",
  "%c0%ae%c0%ae",
  "%e0%80%ae%e0%80%ae",
  "%u002e%u002e",
  "..;",
  "..%00",
  "....//..",
  "%ef%bc%8e%ef%bc%8e",
]

describe("the REST side of the edge", () => {
  let platform: Platform
  let slow: Record<string, ReturnType<typeof sendBytes>>
  const person = { displayName: "Mina", email: `${randomUUID()}@example.org`, password: "correct horse battery" }
  before(async () => {
    platform = await startPlatform("one process", {}, ["--no-demo"])
    const { data } = await platform.graphql<{ registerUser: { __typename: string } }>(
      `mutation ($input: RegisterUserInput!) { registerUser(input: $input) { __typename } }`,
      { input: person },
    )
    assert.equal(data.registerUser.__typename, "RegisterUserSuccess")
    // They take their time, so they run beside everything else.
    slow = {
      headers: sendBytes(platform.origin, "GET /healthz HTTP/1.1\r\nHost: x\r\n", {
        limitMs: 30_000,
        thenEvery: { ms: 500, bytes: "x-drop: 1\r\n" },
      }),
      body: sendBytes(
        platform.origin,
        "POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 8000\r\n\r\n",
        {
          limitMs: 60_000,
          thenEvery: { ms: 500, bytes: " " },
        },
      ),
      nothing: sendBytes(platform.origin, "", { limitMs: 30_000 }),
    }
  })
  after(async () => {
    await Promise.all(Object.values(slow ?? {}))
    await platform?.stop()
  })

  const mediaType = (headers: RawAnswer["headers"]) => headers["content-type"]?.toString().split(";")[0] ?? ""
  const assertProblem = (answer: RawAnswer, status: number, what: string) => {
    assert.equal(answer.status, status, `${what}: ${answer.text}`)
    assert.equal(mediaType(answer.headers), PROBLEM, what)
    assert.ok(answer.text.length <= 1024, what)
    if (answer.text === "") return
    const body = JSON.parse(answer.text) as { status: number; code: string; detail: string }
    assert.deepEqual([body.status, typeof body.code, typeof body.detail], [status, "string", "string"], what)
  }

  it("answers every public path by its owner, other methods with 405 and those that there are", async () => {
    for (const [path, owned] of Object.entries(ROUTES))
      for (const method of METHODS) {
        const what = `${method} ${path}`
        const answer = await ask(platform.origin, path, { method })
        const expected = owned[method]
        if (expected) assert.deepEqual([answer.status, mediaType(answer.headers)], expected, `${what}: ${answer.text}`)
        else if (path.startsWith("/files/")) assert.ok([404, 405].includes(answer.status), `${what}: ${answer.status}`)
        else {
          if (method === "OPTIONS") assert.equal(answer.status, 204, what)
          else assertProblem(answer, 405, what)
          assert.equal(answer.headers.allow, Object.keys(owned).join(", "), what)
        }
        if (expected && path.startsWith("/files/") && method === "GET")
          assert.match(answer.text, /"reason":"(GRANT|FILE)_/, what)
        assert.equal(answer.headers["x-content-type-options"], "nosniff", what)
        assert.equal(answer.headers.server ?? answer.headers["x-powered-by"], undefined, what)
      }
  })

  it("knows nothing else, internal paths least of all", async () => {
    for (const path of NOWHERE)
      for (const method of METHODS)
        assertProblem(await ask(platform.origin, path, { method }), 404, `${method} ${path.slice(0, 80)}`)
    const internal = `127.0.0.1:${new URL(platform.metricsUrl).port}`
    assertProblem(await ask(platform.origin, `http://${internal}/metrics`), 404, "another authority in the address")
    assertProblem(await ask(platform.origin, "/metrics", { headers: { host: internal } }), 404, "another host")
    for (const query of [
      "{ _service { sdl } }",
      `{ _entities(representations: [{ __typename: "User", id: "x" }]) { __typename } }`,
    ]) {
      const { status, data } = await platform.graphql(query)
      assert.deepEqual([status, data], [400, undefined], query)
    }
  })

  it("is not led out of what it serves by dots in any writing", async () => {
    const targets = ["package.json", "secrets.json", "etc/passwd", "metrics", "mysql/ibdata1"]
    for (const up of UP)
      for (const base of ["", "/pages", "/auth", "/files", "/files/captions", `/files/hls/${randomUUID()}`])
        for (const target of targets) {
          const path = `${base}/${up}/${up}/${up}/${target}`
          const answer = await ask(platform.origin, path)
          assert.ok([400, 403, 404].includes(answer.status), `${path}: ${answer.status}`)
          assert.equal(mediaType(answer.headers), PROBLEM, path)
        }
  })

  describe("bodies", () => {
    const json = { "content-type": "application/json" }
    const right = () => JSON.stringify({ email: person.email, password: person.password })
    const cases: [
      what: string,
      path: string,
      headers: Record<string, string>,
      body: string | Buffer,
      status: number,
    ][] = [
      ["broken JSON", "/auth/login", json, `{"email":`, 400],
      ["no JSON", "/auth/login", json, "email=a&password=b", 400],
      ["empty JSON", "/auth/login", json, "", 400],
      ["an array", "/auth/login", json, `[${right()}]`, 400],
      ["null", "/auth/login", json, "null", 400],
      ["a number", "/auth/login", json, "1e400", 400],
      ["an unknown field", "/auth/login", json, `{"email":"a@b.c","password":"x","role":"ADMIN"}`, 400],
      ["a prototype", "/auth/login", json, `{"__proto__":{"email":"a@b.c"},"email":"a@b.c","password":"x"}`, 400],
      [
        "a constructor",
        "/auth/login",
        json,
        `{"constructor":{"prototype":{"a":1}},"email":"a@b.c","password":"x"}`,
        400,
      ],
      ["a missing field", "/auth/login", json, `{"email":"a@b.c"}`, 400],
      ["a null field", "/auth/login", json, `{"email":null,"password":"x"}`, 400],
      ["a wrong kind", "/auth/login", json, `{"email":{"$gt":""},"password":{"$gt":""}}`, 400],
      ["a list", "/auth/login", json, `{"email":["a@b.c"],"password":["x"]}`, 400],
      ["a field too long", "/auth/login", json, `{"email":"a@b.c","password":"${"x".repeat(600)}"}`, 400],
      ["an unknown choice", "/auth/login", json, `{"email":"a@b.c","password":"x","tokenIn":"header"}`, 400],
      ["deep nesting", "/auth/login", json, "[".repeat(4000), 400],
      ["control characters", "/auth/login", json, `{"email":"a\\u0000@b.c","password":"\\u0000\\ud800"}`, 401],
      ["SQL", "/auth/login", json, `{"email":"' OR 1=1 -- @b.c","password":"' OR '1'='1"}`, 401],
      ["too large a body", "/auth/login", json, JSON.stringify({ email: "x".repeat(100_000), password: "x" }), 413],
      ["text", "/auth/login", { "content-type": "text/plain" }, right(), 415],
      ["a form", "/auth/login", { "content-type": "application/x-www-form-urlencoded" }, "email=a&password=b", 415],
      ["a multipart form", "/auth/login", { "content-type": "multipart/form-data; boundary=x" }, "--x--", 415],
      ["XML", "/auth/login", { "content-type": "application/xml" }, "<a/>", 415],
      ["JSON of another kind", "/auth/login", { "content-type": "application/jsonp" }, right(), 415],
      ["no content type", "/auth/login", {}, right(), 415],
      ["a compressed body", "/auth/login", { ...json, "content-encoding": "gzip" }, right(), 415],
      ["an unknown refresh token", "/auth/refresh", json, `{"refreshToken":"${"x".repeat(43)}"}`, 401],
      ["a refresh token too long", "/auth/refresh", json, `{"refreshToken":"${"x".repeat(600)}"}`, 400],
      ["a refresh token of the wrong kind", "/auth/refresh", json, `{"refreshToken":7}`, 400],
      ["an unknown field", "/auth/refresh", json, `{"refreshToken":"x","userId":"y"}`, 400],
      ["text", "/auth/refresh", { "content-type": "text/plain" }, "{}", 415],
      ["broken JSON", "/auth/logout", json, "{", 400],
      ["a form", "/auth/logout", { "content-type": "application/x-www-form-urlencoded" }, "a=b", 415],
      ["text", "/auth/logout", { "content-type": "text/plain" }, "{}", 415],
      ["too large a body", "/auth/logout", json, JSON.stringify({ refreshToken: "x".repeat(10_000) }), 413],
    ]
    for (const [what, path, headers, body, status] of cases)
      it(`refuses ${what} at ${path} with ${status}`, async () => {
        assertProblem(await ask(platform.origin, path, { method: "POST", headers, body }), status, what)
      })

    const graphqlCases: [what: string, headers: Record<string, string>, body: string | Buffer, status: number][] = [
      ["broken JSON", json, `{"query":`, 400],
      ["an empty body", json, "", 400],
      ["an array (a batch)", json, `[{"query":"{ __typename }"},{"query":"{ __typename }"}]`, 400],
      ["a string", json, `"{ __typename }"`, 400],
      ["no query", json, "{}", 400],
      ["a query of the wrong kind", json, `{"query":["{ __typename }"]}`, 400],
      ["variables of the wrong kind", json, `{"query":"{ __typename }","variables":[1]}`, 400],
      ["an operation name of the wrong kind", json, `{"query":"{ __typename }","operationName":{}}`, 400],
      ["too large a body", json, JSON.stringify({ query: `{ __typename } #${"x".repeat(300_000)}` }), 413],
      ["text", { "content-type": "text/plain" }, `{"query":"{ __typename }"}`, 415],
      ["a form", { "content-type": "application/x-www-form-urlencoded" }, "query=%7B__typename%7D", 415],
      ["a multipart form", { "content-type": "multipart/form-data; boundary=x" }, "--x--", 415],
      ["a GraphQL document as body", { "content-type": "application/graphql" }, "{ __typename }", 415],
      ["no content type", {}, `{"query":"{ __typename }"}`, 415],
      [
        "another encoding of characters",
        { "content-type": "application/json; charset=utf-16le" },
        Buffer.from(`{"query":"{ __typename }"}`, "utf16le"),
        415,
      ],
      ["a compressed body", { ...json, "content-encoding": "br" }, `{"query":"{ __typename }"}`, 415],
      ["an answer that nobody makes", { ...json, accept: "text/html" }, `{"query":"{ __typename }"}`, 406],
    ]
    for (const [what, headers, body, status] of graphqlCases)
      it(`refuses ${what} at /graphql with ${status}`, async () => {
        const answer = await ask(platform.origin, "/graphql", { method: "POST", headers, body })
        assert.equal(answer.status, status, answer.text)
        assert.ok(answer.text.length <= 1024)
        const { errors, data } = JSON.parse(answer.text) as {
          errors: { message: string; extensions: { code: string } }[]
          data?: unknown
        }
        assert.equal(data, undefined)
        assert.equal(errors[0]?.extensions.code, "BAD_USER_INPUT")
      })
  })

  describe("who is asking", () => {
    const me = async (headers: Record<string, string>) => {
      const response = await platform.post("/graphql", { query: "{ me { email } }" }, headers)
      return {
        status: response.status,
        headers: response.headers,
        body: (await response.json()) as {
          data?: { me: { email: string } | null }
          errors?: { extensions: { code: string } }[]
        },
      }
    }
    const parts = (token: string) => token.split(".") as [string, string, string]
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url")
    const decode = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString()) as Record<string, unknown>
    const passportKey = async () => {
      const secrets = JSON.parse(await readFile(join(platform.dataFolder, "secrets.json"), "utf8")) as {
        passportPrivateKey: string
      }
      return passportMinter(secrets.passportPrivateKey)
    }

    it("refuses forged tokens with 401 everywhere; nobody becomes anonymous by them", async () => {
      const token = await platform.signIn(person)
      assert.equal((await me({ authorization: `Bearer ${token}` })).body.data?.me?.email, person.email)
      const [header, payload, signature] = parts(token)
      const mint = await passportKey()
      const admin = encode({ ...decode(payload), role: "ADMIN", scope: "users:read" })
      const forged: Record<string, string> = {
        "no scheme": token,
        "the scheme alone": "Bearer",
        "another scheme": `Basic ${Buffer.from("admin:admin").toString("base64")}`,
        "two tokens": `Bearer ${token}, Bearer ${token}`,
        "something behind it": `Bearer ${token} x`,
        "alg none": `Bearer ${encode({ ...decode(header), alg: "none" })}.${admin}.`,
        "alg None with a signature": `Bearer ${encode({ ...decode(header), alg: "None" })}.${admin}.${signature}`,
        "no signature": `Bearer ${header}.${payload}.`,
        "two parts": `Bearer ${header}.${payload}`,
        "another payload": `Bearer ${header}.${admin}.${signature}`,
        "half a signature": `Bearer ${header}.${payload}.${signature.slice(0, 43)}`,
        "zeros as signature": `Bearer ${header}.${payload}.${Buffer.alloc(64).toString("base64url")}`,
        padding: `Bearer ${header}.${payload}.${signature}==`,
        "more than a token": `Bearer ${header}.${payload}.${signature}${"A".repeat(8000)}`,
        "a passport": `Bearer ${mint({ userId: randomUUID(), role: "ADMIN", scopes: ["users:read"] })}`,
        "an anonymous passport": `Bearer ${mint(anonymousCaller)}`,
      }
      for (const [what, authorization] of Object.entries(forged)) {
        const answer = await me({ authorization })
        assert.equal(answer.status, 401, what)
        assert.equal(answer.headers.get("www-authenticate"), "Bearer", what)
        assert.equal(answer.body.errors?.[0]?.extensions.code, "UNAUTHENTICATED", what)
        const publicQuery = await ask(platform.origin, "/graphql?query=%7B__typename%7D", {
          headers: { authorization },
        })
        assert.equal(publicQuery.status, 401, what)
        assertProblem(
          await ask(platform.origin, "/auth/logout", { method: "POST", headers: { authorization } }),
          401,
          what,
        )
      }
      assert.equal((await me({ authorization: `Bearer ${token}` })).status, 200)
    })

    it("believes no header that the platform uses inside, and no forwarded address", async () => {
      const mint = await passportKey()
      const { sub } = decode(parts(await platform.signIn(person))[1])
      const passport = mint({ userId: String(sub), role: "ADMIN", scopes: ["users:read"] })
      const inside: Record<string, string> = {
        "x-passport": passport,
        "x-deadline-ms": "1",
        "x-correlation-id": "chosen by the client",
        "x-user-id": String(sub),
        "x-b3-traceid": "0af7651916cd43dd8448eb211c80319c",
        "x-b3-spanid": "b7ad6b7169203331",
        "x-b3-sampled": "1",
        "x-b3-flags": "1",
        traceparent: "00-not-a-trace",
        "x-forwarded-for": "203.0.113.9",
        "x-real-ip": "203.0.113.9",
        forwarded: "for=203.0.113.9",
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "https",
        "x-http-method-override": "DELETE",
      }
      const anonymous = await me(inside)
      assert.deepEqual([anonymous.status, anonymous.body.errors?.[0]?.extensions.code], [401, "UNAUTHENTICATED"])
      const signedIn = await platform.post(
        "/auth/login",
        { ...person, displayName: undefined, tokenIn: "body" },
        { ...inside, "user-agent": "\u00e9 agent" },
      )
      assert.equal(signedIn.status, 200)
      const { accessToken } = (await signedIn.json()) as { accessToken: string }
      const { data } = await platform.graphql<{ me: { loginHistory: { edges: { node: { ipAddress: string } }[] } } }>(
        "{ me { loginHistory(first: 5) { edges { node { ipAddress } } } } }",
        {},
        accessToken,
      )
      for (const { node } of data.me.loginHistory.edges)
        assert.match(node.ipAddress, /^(127\.0\.0\.1|::1|::ffff:127\.0\.0\.1)$/)
    })

    it("never takes a cookie for a sign-in to the graph", async () => {
      const response = await platform.post("/auth/login", { email: person.email, password: person.password })
      const refresh = response.headers.get("set-cookie")?.split(";")[0] ?? ""
      const { accessToken } = (await response.json()) as { accessToken: string }
      for (const cookie of [
        refresh,
        `access=${accessToken}`,
        `authorization=Bearer ${accessToken}`,
        `token=${accessToken}`,
      ]) {
        const answer = await me({ cookie })
        assert.deepEqual(
          [answer.status, answer.body.errors?.[0]?.extensions.code],
          [401, "UNAUTHENTICATED"],
          cookie.slice(0, 20),
        )
      }
    })
  })

  describe("pages of other sites", () => {
    const evil = "https://evil.example"
    const login = () => JSON.stringify({ email: person.email, password: person.password })
    const json = { "content-type": "application/json" }
    for (const [what, headers] of Object.entries({
      "another site": { "sec-fetch-site": "cross-site", origin: evil },
      "another site without an origin": { "sec-fetch-site": "cross-site" },
      "an opaque origin": { "sec-fetch-site": "cross-site", origin: "null" },
      "a neighbouring subdomain": { "sec-fetch-site": "same-site", origin: evil },
    })) {
      it(`are refused: POST and GET from ${what}`, async () => {
        const query = JSON.stringify({ query: "{ __typename }" })
        const post = await ask(platform.origin, "/graphql", {
          method: "POST",
          headers: { ...json, ...headers },
          body: query,
        })
        assert.deepEqual([post.status, post.headers["access-control-allow-origin"]], [403, undefined])
        const get = await ask(platform.origin, "/graphql?query=%7B__typename%7D", { headers })
        assert.equal(get.status, 403)
        for (const path of ["/auth/login", "/auth/refresh", "/auth/logout"])
          assertProblem(
            await ask(platform.origin, path, { method: "POST", headers: { ...json, ...headers }, body: login() }),
            403,
            path,
          )
      })
    }

    it("get no leave by preflight, allowed origins do", async () => {
      const own = platform.origin
      const preflight = (path: string, origin: string) =>
        ask(platform.origin, path, {
          method: "OPTIONS",
          headers: {
            origin,
            "access-control-request-method": "POST",
            "access-control-request-headers": "authorization,content-type",
          },
        })
      for (const path of ["/graphql", "/auth/login", "/auth/refresh"]) {
        for (const origin of [evil, "null", `${own}.evil.example`, own.replace("localhost", "LOCALHOST"), "*"]) {
          const { headers } = await preflight(path, origin)
          assert.deepEqual(
            Object.keys(headers).filter((name) => name.startsWith("access-control-")),
            [],
            `${path} from ${origin}`,
          )
          assert.match(String(headers.vary), /Origin/)
        }
        const { status, headers } = await preflight(path, own)
        assert.equal(status, 204)
        assert.equal(headers["access-control-allow-origin"], own)
        assert.equal(headers["access-control-allow-credentials"], "true")
        assert.match(String(headers["access-control-allow-headers"]), /authorization, content-type/)
      }
      const cross = await ask(platform.origin, "/graphql", {
        method: "POST",
        headers: { ...json, origin: own, "sec-fetch-site": "cross-site" },
        body: JSON.stringify({ query: "{ __typename }" }),
      })
      assert.deepEqual([cross.status, cross.headers["access-control-allow-origin"]], [200, own])
      const foreign = await ask(platform.origin, "/graphql", {
        method: "POST",
        headers: { ...json, origin: evil },
        body: `{"query":"{ __typename }"}`,
      })
      assert.equal(foreign.headers["access-control-allow-origin"], undefined)
    })
  })

  describe("HTTP as nobody should speak it", () => {
    const close = "Connection: close\r\n\r\n"
    const get = (path: string, more = "") => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}${close}`
    const many = (count: number) => Array.from({ length: count }, (_, index) => `x-h${index}: 1\r\n`).join("")
    const cases: [what: string, bytes: string, expected: RegExp][] = [
      ["HTTP/1.0 without a host", "GET /healthz HTTP/1.0\r\n\r\n", /^HTTP\/1.1 200 /],
      ["HTTP/1.1 without a host", `GET /healthz HTTP/1.1\r\n${close}`, /^HTTP\/1.1 400 /],
      ["an absolute address", get("http://lectern.example/healthz"), /^HTTP\/1.1 200 /],
      [
        "an absolute address of another method",
        `DELETE http://x/graphql HTTP/1.1\r\nHost: x\r\n${close}`,
        /^HTTP\/1.1 405 [^]*allow: GET, POST/,
      ],
      ["an address of 8 KB", get(`/${"a".repeat(8000)}`), /^HTTP\/1.1 404 /],
      ["an address of 20 KB", get(`/graphql?query=${"a".repeat(20_000)}`), /^HTTP\/1.1 431 [^]*problem\+json/],
      ["200 headers", get("/healthz", many(200)), /^HTTP\/1.1 200 /],
      ["3000 headers", get("/healthz", many(3000)), /^HTTP\/1.1 431 [^]*problem\+json/],
      ["a header of 20 KB", get("/healthz", `x-long: ${"a".repeat(20_000)}\r\n`), /^HTTP\/1.1 431 /],
      ["a broken escape", get("/%zz"), /^HTTP\/1.1 400 [^]*problem\+json/],
      ["a broken escape below /files", get("/files/%e0%a4%a"), /^HTTP\/1.1 400 [^]*problem\+json/],
      ["a zero byte in the address", get("/\0"), /^HTTP\/1.1 400 /],
      ["bytes that are no ASCII in the address", get("/\xff\xfe"), /^HTTP\/1.1 400 /],
      ["a zero byte in a header", get("/healthz", "x-zero: a\0b\r\n"), /^HTTP\/1.1 400 /],
      ["a header over two lines", get("/healthz", "x-folded: a\r\n b\r\n"), /^HTTP\/1.1 (200|400) /],
      ["an unknown method", `BREW /healthz HTTP/1.1\r\nHost: x\r\n${close}`, /^HTTP\/1.1 400 [^]*problem\+json/],
      ["TLS", `\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03${"\0".repeat(64)}\r\n\r\n`, /^HTTP\/1.1 400 /],
      ["HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", /^HTTP\/1.1 400 /],
      ["HTTP/0.9", "GET /healthz\r\n\r\n", /^HTTP\/1.1 (200|400) /],
      ["a tunnel", `CONNECT metadata.internal:80 HTTP/1.1\r\nHost: x\r\n${close}`, /^$/],
      [
        "TRACE with a secret",
        `TRACE /healthz HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer secret\r\n${close}`,
        /^HTTP\/1.1 405 (?![^]*secret)/,
      ],
      ["OPTIONS *", `OPTIONS * HTTP/1.1\r\nHost: x\r\n${close}`, /^HTTP\/1.1 404 /],
      [
        "a websocket",
        get(
          "/graphql",
          "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n",
        ),
        /^HTTP\/1.1 400 /,
      ],
      [
        "another expectation",
        `POST /auth/login HTTP/1.1\r\nHost: x\r\nExpect: magic\r\nContent-Length: 2\r\n${close}{}`,
        /^HTTP\/1.1 417 /,
      ],
      ["junk behind a request", "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nfoo bar\r\n\r\n", /HTTP\/1.1 400 /],
      [
        "two lengths",
        "POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
        /^HTTP\/1.1 400 /,
      ],
      ["a negative length", "POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", /^HTTP\/1.1 400 /],
      [
        "a length and chunks (smuggling)",
        "POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: x\r\n\r\n",
        /^HTTP\/1.1 400 (?![^]*HTTP\/1.1)/,
      ],
      [
        "two transfer encodings",
        "POST /auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        /^HTTP\/1.1 400 /,
      ],
      [
        "a broken chunk",
        "POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        /^HTTP\/1.1 400 /,
      ],
      [
        "a body too large to read",
        `POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n${close}`,
        /^HTTP\/1.1 413 /,
      ],
    ]
    for (const [what, bytes, expected] of cases)
      it(`${what}: a short answer or a closed connection`, async () => {
        const { text, isOpen } = await sendBytes(platform.origin, bytes, { limitMs: 3000 })
        assert.match(text, expected)
        assert.equal(isOpen && !/websocket/.test(what), false, `still open after ${text}`)
        assert.doesNotMatch(text, /FST_|node_modules|Fastify|at \w+ \(/)
        assert.ok(text.length < 2000)
      })

    it("two requests on one connection get two answers in order", async () => {
      const { text } = await sendBytes(
        platform.origin,
        `POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello${get("/readyz")}`,
      )
      assert.match(text, /^HTTP\/1.1 405 [^]*HTTP\/1.1 200 [^]*ready\n$/)
    })

    it("who sends drop by drop, or nothing, is hung up on", { timeout: 70_000 }, async () => {
      const { headers, body, nothing } = slow
      const limits = { headers: 14_000, body: 34_000, nothing: 14_000 }
      for (const [what, sending] of Object.entries({ headers, body, nothing })) {
        const { isOpen, ms, text } = (await sending) as Awaited<ReturnType<typeof sendBytes>>
        assert.equal(isOpen, false, what)
        assert.ok(ms < limits[what as keyof typeof limits], `${what}: hung up after ${Math.round(ms)} ms`)
        assert.match(text, /^HTTP\/1.1 408 /, what)
      }
    })
  })

  it("stood all of this: alive, ready, nothing logged as a failure", async () => {
    assert.equal((await ask(platform.origin, "/readyz")).status, 200)
    assert.equal((await me200()).status, 200)
    const log = await platform.log()
    assert.deepEqual(
      log.split("\n").filter((line) => /"level":"(error|fatal)"/.test(line)),
      [],
    )
    // Neither tokens nor passwords nor grants are in it.
    assert.doesNotMatch(log, /eyJ|correct horse battery|[?&]g=/)
  })
  const me200 = async () => platform.graphql("{ me { id } }", {}, await platform.signIn(person))
})
