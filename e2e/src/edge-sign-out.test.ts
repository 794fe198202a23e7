import assert from "node:assert/strict"
import { createPublicKey, randomUUID, verify, type JsonWebKey } from "node:crypto"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { until } from "@lectern/test-kit/until"
import { startGateway, type Gateway } from "./gateway-under-test.ts"
import { startPlatform, type Platform } from "./platform-under-test.ts"
import { ask } from "./raw-http.ts"

/** The promise: a session that was ended is refused everywhere after this long. */
const EVERYWHERE_WITHIN_MS = 5000

interface Tokens {
  accessToken: string
  refreshToken: string
}

describe("signing out, with two gateways before the same services", () => {
  let platform: Platform
  let second: Gateway
  let passportPrivateKey: string
  before(async () => {
    platform = await startPlatform("processes", {}, ["--no-demo"])
    ;({ passportPrivateKey } = JSON.parse(await readFile(join(platform.dataFolder, "secrets.json"), "utf8")) as {
      passportPrivateKey: string
    })
    second = await startGateway(platform.addresses.services.users, passportPrivateKey)
  })
  after(async () => {
    await second?.stop()
    await platform?.stop()
  })

  const newPerson = async () => {
    const person = { displayName: "정민", email: `${randomUUID()}@example.org`, password: "correct horse battery" }
    const { data } = await platform.graphql<{ registerUser: { __typename: string } }>(
      `mutation ($input: RegisterUserInput!) { registerUser(input: $input) { __typename } }`,
      { input: person },
    )
    assert.equal(data.registerUser.__typename, "RegisterUserSuccess")
    return person
  }
  const signIn = async ({ email, password }: { email: string; password: string }): Promise<Tokens> =>
    (await platform.post("/auth/login", { email, password, tokenIn: "body" })).json() as Promise<Tokens>
  const refresh = async (refreshToken: string) => {
    const response = await platform.post("/auth/refresh", { refreshToken })
    return { status: response.status, tokens: (await response.json()) as Tokens }
  }
  const bearer = (accessToken: string) => ({ authorization: `Bearer ${accessToken}` })
  /** Whether each gateway takes the token. */
  const taken = async (accessToken: string) => {
    const first = await platform.graphql("{ __typename }", {}, accessToken)
    const other = await second.graphql("{ __typename }", bearer(accessToken))
    return [first.status, other.status]
  }
  const refusedEverywhere = async (accessToken: string, began: number) => {
    await until(async () => (await taken(accessToken)).every((status) => status === 401), {
      timeoutMs: EVERYWHERE_WITHIN_MS + 2000,
      description: "both gateways to refuse the token",
    })
    const ms = performance.now() - began
    assert.ok(ms <= EVERYWHERE_WITHIN_MS, `refused everywhere after ${Math.round(ms)} ms`)
  }

  it("is in force at once where it was asked for, and within 5 s at the other gateway", async () => {
    const person = await newPerson()
    const { accessToken, refreshToken } = await signIn(person)
    const other = await signIn(person)
    assert.deepEqual(await taken(accessToken), [200, 200])
    const began = performance.now()
    assert.equal((await platform.post("/auth/logout", { refreshToken }, bearer(accessToken))).status, 204)
    assert.equal((await platform.graphql("{ me { id } }", {}, accessToken)).status, 401)
    assert.equal((await refresh(refreshToken)).status, 401)
    await refusedEverywhere(accessToken, began)
    // Another device of the same person stays signed in.
    assert.deepEqual(await taken(other.accessToken), [200, 200])
    assert.equal((await refresh(other.refreshToken)).status, 200)
  })

  it("works with either token alone, and a second time", async () => {
    const person = await newPerson()
    const byRefreshToken = await signIn(person)
    const byAccessToken = await signIn(person)
    const began = performance.now()
    for (let time = 0; time < 2; time++) {
      assert.equal((await platform.post("/auth/logout", { refreshToken: byRefreshToken.refreshToken })).status, 204)
      assert.equal((await platform.graphql("{ __typename }", {}, byRefreshToken.accessToken)).status, 401)
    }
    assert.equal((await platform.post("/auth/logout", {}, bearer(byAccessToken.accessToken))).status, 204)
    assert.equal((await platform.post("/auth/logout", {}, bearer(byAccessToken.accessToken))).status, 401)
    assert.equal((await refresh(byRefreshToken.refreshToken)).status, 401)
    assert.equal((await refresh(byAccessToken.refreshToken)).status, 401)
    await refusedEverywhere(byRefreshToken.accessToken, began)
    await refusedEverywhere(byAccessToken.accessToken, began)
  })

  it("is known to a gateway that starts afterwards, from its first answer on", async () => {
    const { accessToken, refreshToken } = await signIn(await newPerson())
    await platform.post("/auth/logout", { refreshToken }, bearer(accessToken))
    const third = await startGateway(platform.addresses.services.users, passportPrivateKey)
    try {
      assert.equal((await third.graphql("{ __typename }", bearer(accessToken))).status, 401)
    } finally {
      await third.stop()
    }
  })

  it("takes the cookie away, and the cookie alone signs out too", async () => {
    const { email, password } = await newPerson()
    const browser = await platform.post("/auth/login", { email, password })
    const cookie = browser.headers.get("set-cookie")?.split(";")[0] ?? ""
    const left = await platform.post("/auth/logout", {}, { cookie })
    assert.equal(left.status, 204)
    assert.match(left.headers.get("set-cookie") ?? "", /^refresh=;.*Path=\/auth;.*Expires=Thu, 01 Jan 1970/)
    assert.equal((await platform.post("/auth/refresh", {}, { cookie })).status, 401)
  })

  it("a refresh token that comes back ends the whole family, whoever holds it", async () => {
    const person = await newPerson()
    const stolen = await signIn(person)
    const next = await refresh(stolen.refreshToken)
    const last = await refresh(next.tokens.refreshToken)
    assert.deepEqual([next.status, last.status], [200, 200])
    assert.deepEqual(await taken(last.tokens.accessToken), [200, 200])
    const began = performance.now()
    assert.equal((await refresh(stolen.refreshToken)).status, 401)
    assert.equal((await refresh(last.tokens.refreshToken)).status, 401)
    for (const { accessToken } of [stolen, next.tokens, last.tokens]) await refusedEverywhere(accessToken, began)
    const { data } = await platform.graphql<{ me: { loginHistory: { edges: { node: { type: string } }[] } } }>(
      "{ me { loginHistory(first: 20, types: [LOGIN_SUCCEEDED, TOKEN_REFRESHED, REFRESH_REUSE_DETECTED]) { edges { node { type } } } } }",
      {},
      (await signIn(person)).accessToken,
    )
    assert.deepEqual(
      data.me.loginHistory.edges.map(({ node }) => node.type),
      ["LOGIN_SUCCEEDED", "REFRESH_REUSE_DETECTED", "TOKEN_REFRESHED", "TOKEN_REFRESHED", "LOGIN_SUCCEEDED"],
    )
  })

  it("two tabs that refresh at once both go on with one session", async () => {
    const { refreshToken } = await signIn(await newPerson())
    const answers = await Promise.all(Array.from({ length: 5 }, () => refresh(refreshToken)))
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200, 200, 200],
    )
    assert.equal(new Set(answers.map(({ tokens }) => tokens.refreshToken)).size, 1)
    assert.equal((await refresh(answers[0]?.tokens.refreshToken ?? "")).status, 200)
  })

  it("gives nothing away about which addresses have an account", async () => {
    const { email } = await newPerson()
    const answer = async (address: string) => {
      const response = await platform.post("/auth/login", { email: address, password: "not the right one" })
      // Each answer has a trace of its own.
      const { traceId, ...said } = (await response.json()) as { traceId: string }
      assert.match(traceId, /^[0-9a-f]{32}$/)
      return [response.status, said]
    }
    assert.deepEqual(await answer(email), await answer(`${randomUUID()}@example.org`))
  })

  it("both gateways publish the key that verifies the tokens, and no private part of it", async () => {
    const { accessToken } = await signIn(await newPerson())
    const [header = "", payload = "", signature = ""] = accessToken.split(".")
    const { kid } = JSON.parse(Buffer.from(header, "base64url").toString()) as { kid: string }
    for (const { origin } of [platform, second]) {
      const { keys } = JSON.parse((await ask(origin, "/auth/.well-known/jwks.json")).text) as {
        keys: (JsonWebKey & { kid: string })[]
      }
      const jwk = keys.find((key) => key.kid === kid)
      assert.ok(jwk)
      assert.deepEqual(Object.keys(jwk).sort(), ["alg", "crv", "kid", "kty", "use", "x", "y"])
      const holds = verify(
        "sha256",
        Buffer.from(`${header}.${payload}`),
        { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" },
        Buffer.from(signature, "base64url"),
      )
      assert.ok(holds)
    }
  })

  it("logged no token, no password and no failure", async () => {
    const log = await platform.log()
    assert.doesNotMatch(log, /eyJ|correct horse battery|"level":"(error|fatal)"/)
  })
})
