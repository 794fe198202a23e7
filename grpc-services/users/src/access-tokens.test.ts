import assert from "node:assert/strict"
import { createPublicKey, type JsonWebKey } from "node:crypto"
import { after, before, beforeEach, describe, it } from "node:test"
import { verifyJwt, type TokenProfile } from "@lectern/rpc/jwt"
import { openDatabase } from "@lectern/service-kit/database"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { temporaryDatabase, type TemporaryDatabase } from "@lectern/test-kit/temporary-database"
import { accessTokens, KEY_LEAD_MS, KEY_OVERLAP_MS } from "./access-tokens.ts"
import type { Database, UsersTables } from "./database.ts"
import { testUsersService } from "./test-service.ts"

const PROFILE: TokenProfile = { type: "at+jwt", issuer: "lectern", audience: "graph" }
const SECRET = "the secret of this test, not a real one"
const MINUTE = 60_000
const DAY = 86_400_000
const user = { id: "0190a0a0-0000-7000-8000-000000000001", role: "LEARNER" as const }

describe("signing keys", () => {
  const telemetry = silentTelemetry("users-service")
  let database: TemporaryDatabase
  let db: Database
  let now = new Date()
  const later = (ms: number) => {
    now = new Date(now.getTime() + ms)
  }
  const replica = (secret = SECRET) => accessTokens(db, secret, () => now, telemetry)
  before(async () => {
    database = await temporaryDatabase()
    db = await openDatabase<UsersTables>({
      url: database.url,
      migrations: new URL("../migrations/", import.meta.url),
      telemetry,
    })
  })
  after(async () => {
    await db.destroy()
    await database.drop()
  })
  beforeEach(async () => {
    now = new Date("2026-03-01T10:00:00.000Z")
    await db.deleteFrom("signing_keys").execute()
  })
  type Replica = Awaited<ReturnType<typeof replica>>
  const published = async (from: Replica) =>
    (JSON.parse(await from.jwks()) as { keys: (JsonWebKey & { kid: string; exp?: number })[] }).keys
  const kidOf = async (from: Replica) => {
    const { token } = await from.sign(user, "0190a0a0-0000-7000-8000-000000000002")
    const { kid } = JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()) as { kid: string }
    const jwk = (await published(from)).find((key) => key.kid === kid)
    assert.ok(jwk, "the key is published")
    verifyJwt(token, PROFILE, () => createPublicKey({ key: jwk, format: "jwk" }), now)
    return kid
  }

  it("are kept, and another secret is told in one line", async () => {
    const first = await replica()
    const again = await replica()
    assert.equal(await again.jwks(), await first.jwks())
    await assert.rejects(replica("another secret, not a real one either"), {
      name: "StartError",
      message: /^KEY_ENCRYPTION_SECRET is not the one that the signing key [\w-]+ was stored under$/,
    })
  })

  it("are one when eight replicas start at once on an empty database", async () => {
    const replicas = await Promise.all(Array.from({ length: 8 }, () => replica()))
    const kids = new Set(await Promise.all(replicas.map(kidOf)))
    assert.equal(kids.size, 1)
    assert.equal((await published(replicas[0] as Replica)).length, 1)
  })

  it("are published before they sign, and until the last token of theirs has expired", async () => {
    const [one, other] = [await replica(), await replica()]
    const old = await kidOf(one)
    const { kid, beginAt, retireAt } = await one.rotate()
    assert.equal(beginAt.getTime() - now.getTime(), KEY_LEAD_MS)
    assert.equal(retireAt.getTime() - beginAt.getTime(), KEY_OVERLAP_MS)
    assert.deepEqual(
      (await published(other)).map((key) => [key.kid, key.exp]),
      [
        [old, retireAt.getTime() / 1000],
        [kid, undefined],
      ],
    )
    later(KEY_LEAD_MS - 1)
    assert.deepEqual([await kidOf(one), await kidOf(other)], [old, old])
    later(1)
    // Which of them had it made makes no difference.
    assert.deepEqual([await kidOf(one), await kidOf(other)], [kid, kid])
    later(KEY_OVERLAP_MS - 1)
    assert.equal((await published(other)).length, 2)
    later(1)
    assert.deepEqual(
      (await published(other)).map((key) => key.kid),
      [kid],
    )
  })

  it("sign on while the database is away", async () => {
    const own = await openDatabase<UsersTables>({
      url: database.url,
      migrations: new URL("../migrations/", import.meta.url),
      telemetry: silentTelemetry("users-service"),
    })
    const one = await accessTokens(own, SECRET, () => now, telemetry)
    await own.destroy()
    later(MINUTE)
    assert.ok((await one.sign(user, "0190a0a0-0000-7000-8000-000000000002")).token)
  })

  it("are rotated once when eight replicas are told to at once, by age or by hand", async () => {
    const replicas = await Promise.all(Array.from({ length: 8 }, () => replica()))
    assert.deepEqual(
      new Set(await Promise.all(replicas.map((each) => each.rotateIfOlder(30 * DAY)))),
      new Set([undefined]),
    )
    later(30 * DAY)
    const byAge = await Promise.all(replicas.map((each) => each.rotateIfOlder(30 * DAY)))
    assert.equal(new Set(byAge.map((rotation) => rotation?.kid)).size, 1)
    later(KEY_LEAD_MS + KEY_OVERLAP_MS)
    const byHand = await Promise.all(replicas.map((each) => each.rotate()))
    assert.equal(new Set(byHand.map(({ kid }) => kid)).size, 1)
    assert.notEqual(byHand[0]?.kid, byAge[0]?.kid)
    assert.equal((await published(replicas[0] as Replica)).length, 2)
  })

  it("never leave a replica without one, rotated as often as may be for a year", async () => {
    const [one, other] = [await replica(), await replica()]
    for (let time = 0; time < 400; time++) {
      await (time % 2 ? one : other).rotate()
      later((time % 37) * MINUTE)
      assert.equal(await kidOf(one), await kidOf(other))
      assert.ok((await published(one)).length <= 4)
    }
  })
})

describe("rotateSigningKey", () => {
  it("is for administrators", async () => {
    await using service = await testUsersService()
    for (const who of [caller.anonymous, caller.learner(), caller.instructor(), caller.gateway])
      await refusal(service.auth.rotateSigningKey({}, callAs(who)), "PERMISSION_DENIED", "ADMIN_ONLY")
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => service.auth.rotateSigningKey({}, callAs(caller.admin()))),
    )
    assert.equal(new Set(answers.map(({ kid }) => kid)).size, 1)
    const { jwksJson } = await service.auth.getJwks({}, callAs(caller.anonymous))
    assert.equal((JSON.parse(jwksJson) as { keys: unknown[] }).keys.length, 2)
  })
})
