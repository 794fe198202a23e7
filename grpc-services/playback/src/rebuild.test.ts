import assert from "node:assert/strict"
import { readFile } from "node:fs/promises"
import { after, before, beforeEach, describe, it } from "node:test"
import { required } from "@lectern/rpc/required"
import { fromTimestampOrNull } from "@lectern/rpc/timestamp"
import { idToBytes } from "@lectern/service-kit/ids"
import { caller } from "@lectern/test-kit/callers"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { spansOf, type WatchEvent } from "@lectern/watch-algebra/watch-algebra"
import { sql } from "kysely"
import type { Database } from "./database.ts"
import { openPlaybackDatabase, rebuild } from "./rebuild.ts"
import { event, openPlayer, toEventMessage, type TestService } from "./test-player.ts"
import { testPlaybackService } from "./test-service.ts"

let service: TestService
let db: Database
let player: Awaited<ReturnType<typeof openPlayer>>
before(async () => {
  service = await testPlaybackService()
  db = await openPlaybackDatabase(service.database.url, silentTelemetry("test"))
})
after(async () => {
  await db.destroy()
  await service[Symbol.asyncDispose]()
})

const check = () => rebuild(db, { mend: false })
const mend = () => rebuild(db, { mend: true })
/** What differs, without ids. */
const found = async () =>
  (await check()).differences.map(({ table, column, stored, folded }) => ({ table, column, stored, folded }))

describe("rebuild", () => {
  beforeEach(async () => {
    for (const table of ["playback_sessions", "playback_events", "watch_spans", "session_progress"] as const)
      await db.deleteFrom(table).execute()
    player = await openPlayer(service)
    await player.send(player.play(0, 300_000))
    await player.send([
      event(2, "PLAY", 310_000, player.startedAt + 400_000, { rate: 2 }),
      event(3, "SEEK", 30_000, player.startedAt + 410_000, { fromPositionMs: 330_000 }),
      event(4, "PAUSE", 40_000, player.startedAt + 415_000),
    ])
    await openPlayer(service)
  })

  it("finds no difference in what ingest wrote, and counts what it looked at", async () => {
    assert.deepEqual(await check(), {
      playbackCount: 2,
      progressCount: 2,
      withoutLogCount: 0,
      differenceCount: 0,
      differences: [],
    })
  })

  it("names every planted error with its row and what the log says, and changes nothing by it", async () => {
    await sql`update playback_sessions set covered_ms = 7, arrived = '[[0,3]]' where id = ${idToBytes(player.id)}`.execute(
      db,
    )
    await sql`update watch_spans set end_ms = end_ms + 1 where sequence = 1`.execute(db)
    await sql`update session_progress set coverage = '[[0,1,1]]', resume_ms = 1 where resume_ms > 0`.execute(db)
    const { differences, differenceCount } = await check()
    assert.equal(differenceCount, 6)
    assert.deepEqual(
      differences.map(({ table, column }) => `${table} ${column}`).toSorted(),
      [
        // The wrong span is what progress is folded from, until it is mended.
        "playback_sessions arrived",
        "playback_sessions covered_ms",
        "session_progress coverage",
        "session_progress covered_ms",
        "session_progress resume_ms",
        "watch_spans *",
      ].toSorted(),
    )
    assert.deepEqual(
      differences.find(({ column }) => column === "arrived"),
      { table: "playback_sessions", key: player.id, column: "arrived", stored: "[[0,3]]", folded: "[[0,4]]" },
    )
    assert.deepEqual((await check()).differences, differences)
  })

  it("mends every kind of planted error, and a later batch counts on from there", async () => {
    const before = await player.progress()
    const playback = idToBytes(player.id)
    await sql`update playback_sessions set coverage = '[]', played_ms = 0, fastest_rate = 9, last_anchor_sequence = -1,
      last_event_at = null, first_event_at = null, last_position_ms = 1 where id = ${playback}`.execute(db)
    await sql`delete from watch_spans where sequence = 1`.execute(db)
    await sql`insert into watch_spans (playback_id, first_sequence, sequence, user_id, session_id, start_ms, end_ms, started_at, ended_at, rate)
      select id, 90, 90, user_id, session_id, 0, 600000, started_at, started_at, 1 from playback_sessions where id = ${playback}`.execute(
      db,
    )
    await sql`update session_progress set budget_ms = 0, covered_ms = 0, last_watched_at = null, last_playback_id = null,
      completed_at = '2026-01-01' where resume_ms > 0`.execute(db)
    assert.ok((await mend()).differenceCount > 0)
    assert.deepEqual(await found(), [])
    assert.deepEqual(await player.progress(), before)
    const { progress } = await player.send([
      event(5, "PLAY", 40_000, player.startedAt + 500_000),
      event(6, "PAUSE", 50_000, player.startedAt + 510_000),
    ])
    assert.equal(progress?.coveredMs, before?.coveredMs)
    assert.deepEqual(await found(), [])
  })

  it("agrees with the migration on what was logged before budgets were kept", async () => {
    const fast = await openPlayer(service)
    await fast.send([
      event(0, "PLAY", 0, fast.startedAt, { rate: 1.15 }),
      event(1, "RATE_CHANGE", 20_001, fast.startedAt + 15_005, { rate: 1.75 }),
      event(2, "PAUSE", 50_000, fast.startedAt + 33_335, { rate: 9 }),
    ])
    await db.updateTable("playback_sessions").set({ first_event_at: null, fastest_rate: 1 }).execute()
    await db.updateTable("session_progress").set({ budget_ms: 0 }).execute()
    const migration = await readFile(new URL("../migrations/0010-log-by-playback.sql", import.meta.url), "utf8")
    const updates = migration.split(/;\n/).flatMap((statement) => /^UPDATE [^]*/m.exec(statement)?.[0] ?? [])
    assert.equal(updates.length, 2)
    for (const update of updates) await sql.raw(update).execute(db)
    assert.deepEqual(await found(), [])
  })

  it("agrees with the migration on which spans are joined", async () => {
    const session = service.courseSession({ durationSeconds: 3600 })
    const one = await openPlayer(service, { sessionId: session.id })
    // Half an hour with a jump, another speed, and a lid that was closed for ten minutes.
    const log = Array.from({ length: 180 }, (_, sequence): WatchEvent => {
      const positionMs =
        (sequence < 60 ? 0 : 600_000) + sequence * 10_000 + (sequence > 90 ? (sequence - 90) * 5000 : 0)
      return {
        sequence,
        type: sequence === 0 ? "PLAY" : sequence === 60 ? "SEEK" : "HEARTBEAT",
        positionMs,
        fromPositionMs: sequence === 60 ? positionMs - 600_000 : undefined,
        rate: sequence < 90 ? 1 : 1.5,
        occurredAtMs: one.startedAt + sequence * 10_000 + (sequence > 120 ? 600_000 : 0),
      }
    })
    await one.send(log.map(toEventMessage))
    const stored = () => db.selectFrom("watch_spans").selectAll().orderBy("playback_id").orderBy("sequence").execute()
    const before = await stored()
    // As they were stored before: one of each pair of events.
    const row = required(before.find(({ playback_id }) => playback_id.equals(idToBytes(one.id))))
    await db.deleteFrom("watch_spans").where("playback_id", "=", row.playback_id).execute()
    const pairs = spansOf(log, { durationMs: session.durationSeconds * 1000 }).map((span) => ({
      ...row,
      first_sequence: span.sequence,
      sequence: span.sequence,
      start_ms: span.startMs,
      end_ms: span.endMs,
      started_at: new Date(span.startedAtMs),
      ended_at: new Date(span.endedAtMs),
      rate: span.rate,
    }))
    await db.insertInto("watch_spans").values(pairs).execute()
    const pairCount = (await stored()).length
    await sql`alter table watch_spans drop column first_sequence, drop key watch_spans_first_unique,
      drop primary key, add primary key (user_id, started_at, playback_id, sequence)`.execute(db)
    const migration = await readFile(new URL("../migrations/0030-breaking-join-spans.sql", import.meta.url), "utf8")
    for (const statement of migration.replace(/^ *--.*$/gm, "").split(/;\n/))
      if (statement.trim() !== "") await sql.raw(statement).execute(db)
    assert.deepEqual(await stored(), before)
    assert.ok(before.length < pairCount, `${before.length} of ${pairCount}`)
    assert.deepEqual(await found(), [])
  })

  it("makes a progress that is gone again", async () => {
    const before = await player.progress()
    await db.deleteFrom("session_progress").where("user_id", "=", idToBytes(player.userId)).execute()
    assert.deepEqual(await found(), [{ table: "session_progress", column: "*", stored: "no row", folded: "a row" }])
    await mend()
    assert.deepEqual(await found(), [])
    assert.deepEqual(await player.progress(), before)
  })

  it("tells when a course session was completed, and mends a completion that never was, is lost, or lies elsewhere", async () => {
    const completed = async (one: typeof player) => fromTimestampOrNull((await one.progress())?.completeTime)?.getTime()
    const learner = caller.learner()
    const { id: sessionId } = service.courseSession()
    const [one, other] = [
      await openPlayer(service, { learner, sessionId }),
      await openPlayer(service, { learner, sessionId }),
    ]
    await one.send(one.play(0, 300_000))
    await other.send(other.play(300_000, 530_000))
    await other.send(other.play(530_000, 560_000, { at: other.startedAt + 300_000, firstSequence: 2 }))
    await one.send(one.play(560_000, 600_000, { at: one.startedAt + 600_000, firstSequence: 2 }))
    const completedAtMs = await completed(one)
    assert.ok(completedAtMs)
    assert.deepEqual(await found(), [])
    for (const wrong of [null, new Date(completedAtMs - 3_600_000), new Date(completedAtMs + 3_600_000)]) {
      await db
        .updateTable("session_progress")
        .set({ completed_at: wrong })
        .where("user_id", "=", idToBytes(one.userId))
        .execute()
      assert.deepEqual(
        (await found()).map(({ column }) => column),
        ["completed_at"],
      )
      await mend()
      assert.ok(Math.abs(((await completed(one)) ?? 0) - completedAtMs) < 10_000)
    }
    await db.updateTable("session_progress").set({ completed_at: new Date() }).execute()
    assert.equal((await mend()).differenceCount, 2)
    assert.equal(await completed(player), undefined)
    assert.deepEqual(await found(), [])
  })

  it("finds no difference while players are sending, and mends without taking anything from them", async () => {
    const players = await Promise.all(Array.from({ length: 6 }, () => openPlayer(service)))
    const events = players.map(({ startedAt }) =>
      Array.from({ length: 60 }, (_, i) => event(i, i === 0 ? "PLAY" : "HEARTBEAT", i * 9_000, startedAt + i * 9_000)),
    )
    let isSending = true
    const sending = Promise.all(
      players.map(async (one, i) => {
        for (let at = 0; at < 60; at += 3) await one.send(events[i]?.slice(at, at + 3) ?? [])
      }),
    ).finally(() => (isSending = false))
    let checks = 0
    for (; isSending; checks++) {
      assert.deepEqual((await check()).differences, [])
      await db.updateTable("playback_sessions").set({ played_ms: 1 }).execute()
      await mend()
    }
    await sending
    assert.ok(checks > 0)
    await mend()
    assert.deepEqual(await found(), [])
    for (const one of players)
      assert.deepEqual((await one.progress())?.spans, [{ startMs: 0, endMs: 531_000, count: 1 }])
  })
})
