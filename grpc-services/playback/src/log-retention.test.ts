import assert from "node:assert/strict"
import { after, before, describe, it } from "node:test"
import { idToBytes } from "@lectern/service-kit/ids"
import { caller } from "@lectern/test-kit/callers"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { until } from "@lectern/test-kit/until"
import { sql } from "kysely"
import type { Database } from "./database.ts"
import { deleteOldLogs } from "./log-retention.ts"
import { openPlaybackDatabase, rebuild } from "./rebuild.ts"
import { event, openPlayer, type TestService } from "./test-player.ts"
import { testPlaybackService } from "./test-service.ts"

const DAY_MS = 86_400_000
const RETENTION_DAYS = 40

describe("the log's retention", () => {
  let service: TestService
  let db: Database
  let now = Date.now()
  before(async () => {
    service = await testPlaybackService(() => new Date(now))
    db = await openPlaybackDatabase(service.database.url, silentTelemetry("test"))
  })
  after(async () => {
    await db.destroy()
    await service[Symbol.asyncDispose]()
  })

  const removeOld = () => deleteOldLogs(db, { retentionDays: RETENTION_DAYS, now: new Date(now) })
  const beats = (count: number, at: number) =>
    Array.from({ length: count }, (_, i) => event(i, i === 0 ? "PLAY" : "HEARTBEAT", i * 1000, at + i * 1000))

  it("deletes what was not heard of for so long, in whatever number of rows and replicas, and keeps what was folded", async () => {
    const learner = caller.learner()
    const old = await openPlayer(service, { learner })
    const untouched = await openPlayer(service)
    for (const from of [0, 400]) await old.send(beats(590, old.startedAt).slice(from, from + 400))
    const [progress, session] = [await old.progress(), await old.session()]
    now += 30 * DAY_MS
    const recent = await openPlayer(service, { startedAt: now - 3_600_000 })
    await recent.send(recent.play(0, 5000))
    assert.equal(await removeOld(), 0)
    now += 11 * DAY_MS
    const counts = await Promise.all([removeOld(), removeOld(), removeOld()])
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      590,
    )
    assert.deepEqual([(await old.log()).length, (await recent.log()).length], [0, 2])
    assert.deepEqual(await old.progress(), progress)
    assert.deepEqual(await old.session(), session)
    const { withoutLogCount, differences } = await rebuild(db, { mend: true })
    assert.deepEqual({ withoutLogCount, differences }, { withoutLogCount: 1, differences: [] })
    assert.deepEqual(await old.progress(), progress)
    assert.equal((await untouched.session()).playedMs, 0)
    assert.equal(await removeOld(), 0)
  })

  it("keeps the log of a player that comes back while it is about to be deleted", async () => {
    const back = await openPlayer(service, { startedAt: now - 3_600_000 })
    await back.send(beats(10, back.startedAt))
    now += (RETENTION_DAYS + 1) * DAY_MS
    const comesBack = await db.startTransaction().execute()
    await comesBack
      .updateTable("playback_sessions")
      .set({ last_received_at: new Date(now) })
      .where("id", "=", idToBytes(back.id))
      .execute()
    const removal = removeOld()
    // It has read which are old, and waits for the lock of this one.
    await until(
      async () => {
        const { rows } = await sql`select 1 from information_schema.processlist
          where db = database() and info like '%playback_sessions%for update'`.execute(db)
        return rows.length > 0
      },
      { description: "the removal to wait" },
    )
    await comesBack.commit().execute()
    await removal
    assert.equal((await back.log()).length, 10)
  })

  it("still finds a wrong fold of a playback session without a log, by its spans", async () => {
    const one = await openPlayer(service, { startedAt: now - 3_600_000 })
    await one.send(one.play(0, 60_000))
    now += (RETENTION_DAYS + 1) * DAY_MS
    await removeOld()
    await sql`update playback_sessions set covered_ms = 1 where id = ${idToBytes(one.id)}`.execute(db)
    const { differences } = await rebuild(db, { mend: true })
    assert.deepEqual(
      differences.map(({ column, folded }) => ({ column, folded })),
      [{ column: "covered_ms", folded: "60000" }],
    )
    assert.equal((await one.session()).coveredMs, 60_000)
  })

  it("takes what a player brings after it, once, and deletes that in its turn", async () => {
    const late = await openPlayer(service, { startedAt: now - 3_600_000 })
    const events = beats(20, late.startedAt)
    await late.send(events.slice(0, 10))
    now += (RETENTION_DAYS + 1) * DAY_MS
    assert.ok((await removeOld()) >= 10)
    const { acceptedCount, duplicateCount, progress } = await late.send(events)
    assert.deepEqual({ acceptedCount, duplicateCount }, { acceptedCount: 10, duplicateCount: 10 })
    // Between the last event that was deleted and the first that came nothing is known.
    assert.equal(progress?.coveredMs, 18_000)
    assert.deepEqual((await rebuild(db, { mend: false })).differences, [])
    assert.equal(await removeOld(), 0)
    now += (RETENTION_DAYS + 1) * DAY_MS
    assert.equal(await removeOld(), 10)
    assert.equal((await late.progress())?.coveredMs, 18_000)
  })

  it("works on a log that is partitioned by playback, where a dropped partition is known to be gone", async () => {
    const old = await openPlayer(service, { startedAt: now - 3_600_000 })
    await old.send(old.play(0, 30_000))
    const bound = old.id.replaceAll("-", "").slice(0, 12)
    now += 60_000
    await sql`alter table playback_events partition by range columns (playback_id) (
      partition p0 values less than (${sql.raw(`x'${(Number.parseInt(bound, 16) + 1).toString(16).padStart(12, "0")}00000000000000000000'`)}),
      partition p1 values less than (maxvalue))`.execute(db)
    try {
      const recent = await openPlayer(service, { startedAt: now - 3_600_000 })
      const events = beats(60, recent.startedAt)
      await Promise.all([recent.send(events), recent.send(events.toReversed()), recent.send(events.slice(20))])
      assert.equal((await recent.log()).length, 60)
      assert.equal((await recent.progress())?.coveredMs, 59_000)
      const again = await recent.send([event(99, "PAUSE", 0, recent.startedAt, { id: events[0]?.id ?? "" })])
      assert.equal(again.rejected[0]?.reason, "EVENT_ID_REUSED")
      assert.deepEqual((await rebuild(db, { mend: false })).differences, [])

      now += (RETENTION_DAYS + 1) * DAY_MS
      const another = await openPlayer(service, { startedAt: now - 3_600_000 })
      await another.send(another.play(0, 1000))
      await sql`alter table playback_events drop partition p0`.execute(db)
      await removeOld()
      const { differences } = await rebuild(db, { mend: true })
      assert.deepEqual(differences, [])
      assert.equal((await old.progress())?.coveredMs, 30_000)
      assert.equal((await another.log()).length, 2)
    } finally {
      await sql`alter table playback_events remove partitioning`.execute(db)
    }
  })
})
