import assert from "node:assert/strict"
import { randomBytes } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { openDatabase } from "@lectern/service-kit/database"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { temporaryDatabase, type TemporaryDatabase } from "@lectern/test-kit/temporary-database"
import type { Database, UsersTables } from "./database.ts"
import { countTry, giveBackTries, requireTry } from "./try-limits.ts"

describe("countTry", () => {
  let database: TemporaryDatabase
  const replicas: Database[] = []
  const open = () =>
    openDatabase<UsersTables>({
      url: database.url,
      migrations: new URL("../migrations/", import.meta.url),
      telemetry: silentTelemetry("users-service"),
    })
  before(async () => {
    database = await temporaryDatabase()
    replicas.push(await open(), await open())
  })
  after(async () => {
    await Promise.all(replicas.map((db) => db.destroy()))
    await database.drop()
  })
  const db = (index = 0) => replicas[index % replicas.length] as Database
  const MINUTES = 60_000
  const began = new Date("2026-03-01T10:00:00.123Z")
  const at = (ms: number) => new Date(began.getTime() + ms)
  const limit = { limit: 3, windowMs: 15 * MINUTES }

  it("takes as many tries as the limit has, then says how long to wait, and begins anew when the window has ended", async () => {
    const key = randomBytes(32)
    for (const ms of [0, 1000, 5 * MINUTES]) assert.equal(await countTry(db(), key, { ...limit, now: at(ms) }), 0)
    assert.equal(await countTry(db(), key, { ...limit, now: at(6 * MINUTES) }), 9 * MINUTES)
    assert.equal(await countTry(db(), key, { ...limit, now: at(15 * MINUTES - 1) }), 1)
    for (const ms of [0, 1, 2]) assert.equal(await countTry(db(), key, { ...limit, now: at(15 * MINUTES + ms) }), 0)
    assert.equal(await countTry(db(), key, { ...limit, now: at(15 * MINUTES + 3) }), 15 * MINUTES - 3)
  })

  it("takes exactly that many of 60 at once over two replicas", async () => {
    const key = randomBytes(32)
    const waits = await Promise.all(
      Array.from({ length: 60 }, (_, index) => countTry(db(index), key, { limit: 7, windowMs: MINUTES, now: began })),
    )
    assert.equal(waits.filter((ms) => ms === 0).length, 7)
    assert.ok(waits.every((ms) => ms === 0 || ms === MINUTES))
  })

  it("counts nothing for a try that was refused, and no try that was given back", async () => {
    const key = randomBytes(32)
    for (let time = 0; time < 10; time++) await countTry(db(), key, { ...limit, now: began })
    await giveBackTries(db(), [key])
    assert.equal(await countTry(db(), key, { ...limit, now: began }), 0)
    assert.equal(await countTry(db(), key, { ...limit, now: began }), 15 * MINUTES)
    for (let time = 0; time < 10; time++) await giveBackTries(db(), [key])
    for (let time = 0; time < 3; time++) assert.equal(await countTry(db(), key, { ...limit, now: began }), 0)
    assert.notEqual(await countTry(db(), key, { ...limit, now: began }), 0)
  })

  it("keeps one row per key however often it is tried, and keys apart", async () => {
    const [key, other] = [randomBytes(32), randomBytes(32)]
    for (let time = 0; time < 5; time++) await countTry(db(), key, { ...limit, now: began })
    assert.equal(await countTry(db(), other, { ...limit, now: began }), 0)
    const rows = await db().selectFrom("tries").selectAll().where("key_hmac", "in", [key, other]).execute()
    assert.deepEqual(
      rows.map(({ tries }) => tries).sort((a, b) => a - b),
      [1, 3],
    )
  })

  it("as requireTry throws with the time to wait", async () => {
    const key = randomBytes(32)
    const limits = { limit: 1, windowMs: MINUTES, now: began }
    await requireTry(db(), key, limits)
    await assert.rejects(requireTry(db(), key, limits), {
      code: "RESOURCE_EXHAUSTED",
      reason: "RATE_LIMITED",
      details: { retryAfterMs: MINUTES },
    })
  })
})
