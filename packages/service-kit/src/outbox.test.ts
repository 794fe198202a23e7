import assert from "node:assert/strict"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, beforeEach, describe, it } from "node:test"
import { pathToFileURL } from "node:url"
import { sql, type Kysely } from "kysely"
import { unavailable } from "@lectern/rpc/errors"
import { counterValue, silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { temporaryDatabase, type TemporaryDatabase } from "@lectern/test-kit/temporary-database"
import { openDatabase } from "./database.ts"
import { enqueue, relayOutbox, UndeliverableError, type OutboxMessage } from "./outbox.ts"

interface Tables {
  outbox: { id: Buffer; state: string; attempts: number; due_at: Date; last_error: string | null }
}

let folder: URL
let database: TemporaryDatabase
let db: Kysely<Tables>
const telemetry = silentTelemetry("test")
let now = new Date("2026-03-01T00:00:00Z")
const later = (ms: number) => {
  now = new Date(now.getTime() + ms)
}
before(async () => {
  folder = pathToFileURL(`${await mkdtemp(join(tmpdir(), "lectern-outbox-"))}/`)
  await writeFile(
    new URL("0001-create-outbox.sql", folder),
    await readFile(new URL("../outbox.sql", import.meta.url), "utf8"),
  )
  database = await temporaryDatabase()
  db = await openDatabase<Tables>({ url: database.url, telemetry, migrations: folder })
})
after(async () => {
  await db.destroy()
  await database.drop()
  await rm(folder, { recursive: true })
})
beforeEach(() => db.deleteFrom("outbox").execute())

const put = (payload: unknown, topic = "letters") =>
  db.transaction().execute((tx) => enqueue(tx, { topic, payload, now: new Date(now) }))
const relay = (deliver: (message: OutboxMessage) => Promise<void>, topic?: string) =>
  relayOutbox(db, { clock: () => now, deliver, telemetry, ...(topic === undefined ? {} : { topic }) })
const count = async () => (await db.selectFrom("outbox").selectAll().execute()).length

describe("relayOutbox", () => {
  it("of one topic leaves the others to their own", async () => {
    for (let i = 0; i < 25; i++) await put(i)
    await put("soon", "telegrams")
    const seen: unknown[] = []
    const note = async ({ payload }: OutboxMessage) => void seen.push(payload)
    assert.deepEqual(await relay(note, "telegrams"), { delivered: 1, failed: 0 })
    assert.deepEqual(seen, ["soon"])
    assert.deepEqual(await relay(note, "letters"), { delivered: 25, failed: 0 })
  })

  it("delivers what was written in a transaction that committed, and nothing of one that did not", async () => {
    const id = await put({ text: "안녕" })
    await assert.rejects(
      db.transaction().execute(async (tx) => {
        await enqueue(tx, { topic: "letters", payload: "lost", now })
        throw new Error("changed my mind")
      }),
    )
    const seen: OutboxMessage[] = []
    assert.deepEqual(await relay(async (message) => void seen.push(message)), { delivered: 1, failed: 0 })
    assert.deepEqual(seen, [{ id, topic: "letters", payload: { text: "안녕" }, attempt: 1 }])
    assert.equal(await count(), 0)
  })

  it("delivers the others past one that fails, and tries that one again later", async () => {
    await put("poison")
    for (let index = 0; index < 50; index++) await put(index)
    const seen = new Set<unknown>()
    const deliver = async ({ payload }: OutboxMessage) => {
      if (payload === "poison" && seen.size < 51) throw new Error("no")
      seen.add(payload)
    }
    assert.deepEqual(await relay(deliver), { delivered: 50, failed: 1 })
    assert.equal((await relay(deliver)).failed, 0)
    later(1000)
    assert.equal((await relay(deliver)).failed, 1)
    seen.add("enough")
    later(2000)
    assert.deepEqual(await relay(deliver), { delivered: 1, failed: 0 })
    assert.equal(await count(), 0)
  })

  it("asks once for a consumer that is away, then lets the others of its topic wait, and no other topic", async () => {
    for (let index = 0; index < 50; index++) await put(index)
    for (let index = 0; index < 3; index++) await put(index, "telegrams")
    let isAway = true
    let asked = 0
    const deliver = async ({ topic }: OutboxMessage) => {
      if (topic !== "letters") return
      asked++
      if (isAway) throw unavailable("nobody is there")
    }
    // The first claim has letters only.
    assert.deepEqual(await relay(deliver), { delivered: 0, failed: 1 })
    assert.deepEqual(await relay(deliver, "telegrams"), { delivered: 3, failed: 0 })
    assert.equal(asked, 1)
    const tries = await db.selectFrom("outbox").select("attempts").where("attempts", ">", 0).execute()
    assert.deepEqual(tries, [{ attempts: 1 }])
    later(1000)
    assert.equal((await relay(deliver)).failed, 1)
    isAway = false
    later(4000)
    assert.deepEqual(await relay(deliver), { delivered: 50, failed: 0 })
    assert.equal(await count(), 0)
  })

  it("sets a message aside that can never be delivered, at once or after 36 tries", async () => {
    await put("wrong")
    await relay(() => Promise.reject(new UndeliverableError("there is no such consumer")))
    await put("stubborn")
    let tries = 0
    for (; (await db.selectFrom("outbox").selectAll().where("state", "=", "QUEUED").execute()).length > 0; tries++) {
      await relay(() => Promise.reject(new Error("not now")))
      later(3_600_000)
    }
    assert.equal(tries, 36)
    const rows = await db.selectFrom("outbox").selectAll().orderBy("id").execute()
    assert.deepEqual(
      rows.map(({ state, attempts, last_error }) => [state, attempts, last_error]),
      [
        ["FAILED", 1, "Error: there is no such consumer"],
        ["FAILED", 36, "Error: not now"],
      ],
    )
    assert.equal(await counterValue(telemetry, "outbox_messages_total", { outcome: "set_aside" }), 2)
  })

  it("is shared by replicas: each message once, while all live", async () => {
    const sent = new Set<number>()
    for (let index = 0; index < 100; index++) {
      sent.add(index)
      await put(index)
    }
    const seen: unknown[] = []
    await Promise.all(Array.from({ length: 4 }, () => relay(async ({ payload }) => void seen.push(payload))))
    assert.equal(seen.length, 100)
    assert.deepEqual(new Set(seen), sent)
  })

  it("delivers again what a replica had claimed that died, after a minute", async () => {
    const id = await put("claimed")
    await sql`update outbox set attempts = 1, due_at = ${new Date(now.getTime() + 60_000)}`.execute(db)
    assert.deepEqual(await relay(async () => {}), { delivered: 0, failed: 0 })
    later(60_000)
    const seen: OutboxMessage[] = []
    await relay(async (message) => void seen.push(message))
    assert.deepEqual(
      seen.map((message) => [message.id, message.attempt]),
      [[id, 2]],
    )
  })
})
