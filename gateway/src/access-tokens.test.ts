import assert from "node:assert/strict"
import { createPublicKey } from "node:crypto"
import { beforeEach, describe, it } from "node:test"
import { callAs, caller } from "@lectern/test-kit/callers"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { until } from "@lectern/test-kit/until"
import { generateKeyPem, signingKeyFromPem, signJwt, type SigningKey } from "@lectern/rpc/jwt"
import { accessTokens } from "./access-tokens.ts"

const MINUTE = 60_000

describe("the gateway's signing keys", () => {
  let now: Date
  /** What the users service publishes; `exp` is when a key ends. */
  let published: { key: SigningKey; exp?: Date }[]
  let asked: number
  let isAway: boolean
  let tokens: ReturnType<typeof accessTokens>
  beforeEach(() => {
    now = new Date("2026-03-01T10:00:00Z")
    published = [{ key: newKey() }]
    asked = 0
    isAway = false
    tokens = accessTokens(
      {
        getJwks: async () => {
          asked++
          if (isAway) throw new Error("away")
          return { jwksJson: JSON.stringify({ keys: published.map(toJwk) }) }
        },
      },
      () => callAs(caller.gateway),
      { has: () => false, ensureRead: async () => {}, add: () => {}, readAgain: async () => {}, stop: () => {} },
      silentTelemetry("gateway").log,
      () => now,
    )
  })
  const newKey = () => signingKeyFromPem(generateKeyPem().privatePem)
  const toJwk = ({ key: { kid, privateKey }, exp }: (typeof published)[number]) => ({
    ...createPublicKey(privateKey).export({ format: "jwk" }),
    kid,
    use: "sig",
    alg: "ES256",
    ...(exp ? { exp: exp.getTime() / 1000 } : {}),
  })
  const later = (ms: number) => {
    now = new Date(now.getTime() + ms)
  }
  const tokenOf = ({ key }: (typeof published)[number], lifetimeSeconds = 600) =>
    signJwt(
      key,
      { type: "at+jwt", issuer: "lectern", audience: "graph" },
      { claims: { sub: "somebody", role: "LEARNER", scope: "" }, issuedAt: now, lifetimeSeconds },
    )
  const isTaken = (token: string) =>
    tokens.callerOf(`Bearer ${token}`).then(
      () => true,
      (error: { status: number }) => {
        assert.equal(error.status, 401)
        return false
      },
    )
  const kids = async () => (JSON.parse(await tokens.jwks()) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid)
  const [first, second] = [
    () => published[0] as (typeof published)[number],
    () => published[1] as (typeof published)[number],
  ]

  it("are asked for again after a minute, beside the request", async () => {
    assert.ok(await isTaken(tokenOf(first())))
    later(MINUTE)
    published.push({ key: newKey() })
    assert.ok(await isTaken(tokenOf(first())))
    assert.equal(asked, 1)
    later(1)
    assert.ok(await isTaken(tokenOf(first())))
    await until(async () => (await kids()).length === 2, { description: "the second key" })
    assert.equal(asked, 2)
  })

  it("hold to the millisecond where the users service said when they end, also for a token that was taken before", async () => {
    published = [{ key: newKey(), exp: new Date(now.getTime() + 5 * MINUTE) }, { key: newKey() }]
    const token = tokenOf(first())
    assert.ok(await isTaken(token))
    later(5 * MINUTE - 1)
    assert.ok(await isTaken(token))
    assert.equal((await kids()).length, 2)
    isAway = true
    later(1)
    assert.equal(await isTaken(token), false)
    assert.equal(await isTaken(tokenOf(first())), false)
    assert.deepEqual(await kids(), [second().key.kid])
    assert.ok(await isTaken(tokenOf(second())))
  })

  it("are refused as soon as they are known to be gone, whatever was remembered of their tokens", async () => {
    const old = first()
    const token = tokenOf(old, 3600)
    assert.ok(await isTaken(token))
    published = [{ key: newKey() }]
    later(MINUTE + 1)
    await tokens.jwks()
    await until(async () => !(await isTaken(token)), { description: "the token to be refused" })
  })

  it("stay in force while the users service is away, and a key that nobody knows costs one call each 30 s", async () => {
    assert.ok(await isTaken(tokenOf(first())))
    later(24 * 60 * MINUTE)
    isAway = true
    assert.ok(await isTaken(tokenOf(first())))
    isAway = false
    await until(async () => (await isTaken(tokenOf(first()))) && asked >= 2, { description: "the renewal" })
    const before = asked
    const unknown = { key: newKey() }
    for (let time = 0; time < 20; time++) assert.equal(await isTaken(tokenOf(unknown)), false)
    later(30_001)
    for (let time = 0; time < 20; time++) assert.equal(await isTaken(tokenOf(unknown)), false)
    assert.equal(asked - before, 1)
    published.push(unknown)
    later(30_001)
    assert.ok(await isTaken(tokenOf(unknown)))
  })
})
