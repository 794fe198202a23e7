import assert from "node:assert/strict"
import { createHmac, createPrivateKey, createPublicKey, randomUUID, sign } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { authService } from "@lectern/contracts/package-definition"
import { generateKeyPem, signingKeyFromPem } from "@lectern/rpc/jwt"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { passportPrivateKey } from "@lectern/test-kit/callers"
import { stubService } from "@lectern/test-kit/stub-service"
import { startGateway, type Gateway } from "./gateway-under-test.ts"
import { ask } from "./raw-http.ts"

// Tokens that are wrong in one point only need the key that signs the right ones. So here the test is the one who
// signs: a gateway process gets its keys and the revoked sessions from a stub of the users service. No subgraph runs.
const own = generateKeyPem()
const { kid } = signingKeyFromPem(own.privatePem)
const publicJwk = { ...createPublicKey(own.publicPem).export({ format: "jwk" }), kid, use: "sig", alg: "ES256" }
const foreign = generateKeyPem()
const foreignKid = signingKeyFromPem(foreign.privatePem).kid
const foreignJwk = createPublicKey(foreign.publicPem).export({ format: "jwk" })
const revokedSession = randomUUID()

const part = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url")
const now = () => Math.floor(Date.now() / 1000)
const rightHeader = { alg: "ES256", typ: "at+jwt", kid }
const rightClaims = () => ({
  iss: "lectern",
  aud: "graph",
  sub: randomUUID(),
  role: "LEARNER",
  scope: "",
  sid: randomUUID(),
  jti: randomUUID(),
  iat: now(),
  exp: now() + 600,
})
const token = (header: unknown, claims: unknown, privatePem = own.privatePem): string => {
  const input = `${part(header)}.${part(claims)}`
  const signature = sign("sha256", Buffer.from(input), { key: createPrivateKey(privatePem), dsaEncoding: "ieee-p1363" })
  return `${input}.${signature.toString("base64url")}`
}
const hs256 = (header: object, secret: string): string => {
  const input = `${part({ ...rightHeader, alg: "HS256", ...header })}.${part(rightClaims())}`
  return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`
}
const without = (name: string) => Object.fromEntries(Object.entries(rightClaims()).filter(([claim]) => claim !== name))

const RIGHT: Record<string, () => string> = {
  "as the users service signs it": () => token(rightHeader, rightClaims()),
  "with claims that nobody knows": () => token(rightHeader, { ...rightClaims(), groups: ["a"], nonce: "b" }),
  "that expired a moment ago, within the leeway of clocks": () =>
    token(rightHeader, { ...rightClaims(), exp: now() - 2 }),
}

const WRONG: Record<string, () => string> = {
  expired: () => token(rightHeader, { ...rightClaims(), iat: now() - 660, exp: now() - 60 }),
  "without expiry": () => token(rightHeader, without("exp")),
  "with an expiry that is no number": () => token(rightHeader, { ...rightClaims(), exp: "never" }),
  "without a time of issue": () => token(rightHeader, without("iat")),
  "not valid yet": () => token(rightHeader, { ...rightClaims(), nbf: now() + 60 }),
  "for another audience": () => token(rightHeader, { ...rightClaims(), aud: "internal" }),
  "without audience": () => token(rightHeader, without("aud")),
  "of another issuer": () => token(rightHeader, { ...rightClaims(), iss: "https://evil.example" }),
  "without issuer": () => token(rightHeader, without("iss")),
  "without subject": () => token(rightHeader, without("sub")),
  "with an empty subject": () => token(rightHeader, { ...rightClaims(), sub: "" }),
  "with a subject that is no text": () => token(rightHeader, { ...rightClaims(), sub: { id: "x" } }),
  "without role": () => token(rightHeader, without("role")),
  "without scope": () => token(rightHeader, without("scope")),
  "with claims that are a list": () => token(rightHeader, [rightClaims()]),
  "with claims that are no JSON": () => token(rightHeader, "claims"),
  "of a revoked session": () => token(rightHeader, { ...rightClaims(), sid: revokedSession }),
  "of type JWT": () => token({ ...rightHeader, typ: "JWT" }, rightClaims()),
  "without type": () => token({ alg: "ES256", kid }, rightClaims()),
  "of a passport's type, with our key": () =>
    token({ ...rightHeader, typ: "passport+jwt" }, { ...rightClaims(), iss: "gateway", aud: "internal" }),
  "with alg none": () => `${part({ ...rightHeader, alg: "none" })}.${part(rightClaims())}.`,
  "with alg nOnE": () => `${part({ ...rightHeader, alg: "nOnE" })}.${part(rightClaims())}.`,
  "with alg none and a right signature": () => token({ ...rightHeader, alg: "none" }, rightClaims()),
  "with HS256 and our public PEM as secret": () => hs256({}, own.publicPem),
  "with HS256 and our public JWK as secret": () => hs256({}, JSON.stringify(publicJwk)),
  "with HS256 and an empty secret": () => hs256({}, ""),
  "with ES384 in the header": () => token({ ...rightHeader, alg: "ES384" }, rightClaims()),
  "with RS256 in the header": () => token({ ...rightHeader, alg: "RS256" }, rightClaims()),
  "of another key under our kid": () => token(rightHeader, rightClaims(), foreign.privatePem),
  "of another key under its own kid": () =>
    token({ ...rightHeader, kid: foreignKid }, rightClaims(), foreign.privatePem),
  "of another key that it brings along": () =>
    token({ ...rightHeader, jwk: foreignJwk }, rightClaims(), foreign.privatePem),
  "of another key behind an address": () =>
    token(
      { ...rightHeader, kid: foreignKid, jku: "http://127.0.0.1:9/jwks.json", x5u: "http://127.0.0.1:9/x.pem" },
      rightClaims(),
      foreign.privatePem,
    ),
  "with a kid that is a path": () => token({ ...rightHeader, kid: "../../../dev/null" }, rightClaims()),
  "with a kid that is SQL": () => token({ ...rightHeader, kid: "' OR 1=1 --" }, rightClaims()),
  "with a kid that is __proto__": () => token({ ...rightHeader, kid: "__proto__" }, rightClaims()),
  "with a kid that is no text": () => token({ ...rightHeader, kid: [kid] }, rightClaims()),
  "without kid": () => token({ alg: "ES256", typ: "at+jwt" }, rightClaims()),
  "with a critical extension": () => token({ ...rightHeader, crit: ["exp"] }, rightClaims()),
  "with b64 false": () => token({ ...rightHeader, b64: false, crit: ["b64"] }, rightClaims()),
  "with a header that is a list": () => token([rightHeader], rightClaims()),
  "with a header that is null": () => token("null", rightClaims()),
  "with padding": () => `${token(rightHeader, rightClaims())}=`,
  "with a signature in DER": () => {
    const input = `${part(rightHeader)}.${part(rightClaims())}`
    return `${input}.${sign("sha256", Buffer.from(input), createPrivateKey(own.privatePem)).toString("base64url")}`
  },
  "with a signature of zeros": () =>
    `${part(rightHeader)}.${part(rightClaims())}.${Buffer.alloc(64).toString("base64url")}`,
  "with four parts": () => `${token(rightHeader, rightClaims())}.${part("more")}`,
  "with an empty part": () => `..${part("x")}`,
  "longer than any of ours": () => token(rightHeader, { ...rightClaims(), more: "x".repeat(4000) }),
  "in nested JSON": () => part({ token: token(rightHeader, rightClaims()) }),
}

describe("access tokens at a gateway without subgraphs", () => {
  let users: Awaited<ReturnType<typeof stubService>>
  let gateway: Gateway
  let jwksAsked = 0
  before(async () => {
    users = await stubService(authService, {
      getJwks: async () => {
        jwksAsked++
        return { jwksJson: JSON.stringify({ keys: [publicJwk] }) }
      },
      listRevokedSessions: async () => ({
        sessions: [{ sessionId: revokedSession, revokeTime: toTimestamp(new Date()) }],
      }),
    })
    gateway = await startGateway(users.address, passportPrivateKey)
  })
  after(async () => {
    await gateway?.stop()
    await users?.stop()
  })

  it("starts, and answers what no subgraph is needed for", async () => {
    assert.deepEqual((await gateway.graphql("{ __typename }")).data, { __typename: "Query" })
    const { status, errors } = await gateway.graphql(`{ course(slug: "any") { title } }`)
    assert.equal(status, 503)
    assert.equal(errors?.[0]?.extensions.code, "SERVICE_UNAVAILABLE")
  })

  for (const [what, make] of Object.entries(RIGHT))
    it(`takes a token ${what}`, async () => {
      const { status, data } = await gateway.graphql("{ __typename }", { authorization: `Bearer ${make()}` })
      assert.deepEqual([status, data], [200, { __typename: "Query" }])
    })

  for (const [what, make] of Object.entries(WRONG))
    it(`refuses a token ${what} with 401, by POST and by GET, also where nobody need sign in`, async () => {
      const authorization = `Bearer ${make()}`
      const post = await gateway.graphql("{ __typename }", { authorization })
      assert.equal(post.status, 401)
      assert.equal(post.headers.get("www-authenticate"), "Bearer")
      assert.deepEqual(
        post.errors?.map(({ extensions }) => extensions.code),
        ["UNAUTHENTICATED"],
      )
      // What was wrong with it is nobody's business.
      assert.equal(post.errors?.[0]?.message, "the access token does not hold")
      const get = await ask(gateway.origin, "/graphql?query=%7B__typename%7D", { headers: { authorization } })
      assert.equal(get.status, 401)
    })

  it("asks the users service for its keys once, not for every kid that somebody makes up", async () => {
    for (let index = 0; index < 20; index++)
      await gateway.graphql("{ __typename }", {
        authorization: `Bearer ${token({ ...rightHeader, kid: randomUUID() }, rightClaims())}`,
      })
    assert.ok(jwksAsked <= 2, `asked ${jwksAsked} times`)
  })

  it("publishes the keys", async () => {
    const { status, headers, text } = await ask(gateway.origin, "/auth/.well-known/jwks.json")
    assert.equal(status, 200)
    assert.match(String(headers["cache-control"]), /max-age/)
    assert.deepEqual(JSON.parse(text), { keys: [publicJwk] })
  })

  it("shows neither introspection nor GraphiQL where introspection is off", async () => {
    for (const query of [
      "{ __schema { queryType { name } } }",
      `{ __type(name: "User") { name } }`,
      "query { a: __schema { types { name } } }",
    ]) {
      const { status, data, errors } = await gateway.graphql(query)
      assert.deepEqual([status, data, errors?.[0]?.extensions.code], [400, undefined, "BAD_USER_INPUT"])
    }
    assert.deepEqual((await gateway.graphql("{ __typename }")).status, 200)
    for (const path of ["/graphiql", "/pages/graphiql.js", "/pages/demo-accounts.json"])
      assert.equal((await ask(gateway.origin, path)).status, 404, path)
    const { status, text } = await ask(gateway.origin, "/")
    assert.equal(status, 200)
    assert.doesNotMatch(text, /graphiql/i)
  })

  it("keeps the keys it has when the users service goes", async () => {
    await users.stop()
    const { status } = await gateway.graphql("{ __typename }", {
      authorization: `Bearer ${token(rightHeader, rightClaims())}`,
    })
    assert.equal(status, 200)
    const revoked = await gateway.graphql("{ __typename }", {
      authorization: `Bearer ${token(rightHeader, { ...rightClaims(), sid: revokedSession })}`,
    })
    assert.equal(revoked.status, 401)
  })

  it("refuses every token, but not anonymous callers, where neither keys nor revoked sessions could be had", async () => {
    const alone = await startGateway("127.0.0.1:9", passportPrivateKey)
    try {
      assert.equal((await alone.graphql("{ __typename }")).status, 200)
      const { status, headers, errors } = await alone.graphql("{ __typename }", {
        authorization: `Bearer ${token(rightHeader, rightClaims())}`,
      })
      assert.deepEqual([status, errors?.[0]?.extensions.code], [503, "SERVICE_UNAVAILABLE"])
      assert.ok(Number(headers.get("retry-after")) > 0)
    } finally {
      await alone.stop()
    }
  })
})
