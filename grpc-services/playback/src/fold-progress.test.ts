import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import fc from "fast-check"
import mysql, { type RowDataPacket } from "mysql2/promise"
import { openDatabase } from "@lectern/service-kit/database"
import { idToBytes } from "@lectern/service-kit/ids"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { until } from "@lectern/test-kit/until"
import { parseCoverage } from "@lectern/watch-algebra/coverage-json"
import { analyticsAfter, NO_ANALYTICS, type SessionAnalytics } from "@lectern/watch-algebra/session-analytics"
import type { Database, PlaybackTables } from "./database.ts"
import { foldProgress } from "./fold-progress.ts"
import { rebuildAnalytics } from "./rebuild-analytics.ts"
import type { Difference } from "./rebuild.ts"
import { findAnalytics } from "./session-analytics-store.ts"
import { openPlayer, type TestService } from "./test-player.ts"
import { testPlaybackService } from "./test-service.ts"
import { progressByFold, sendAllWatching, sendWatching, simulatedLearners } from "./test-watching.ts"

let service: TestService
/** Two more processes that fold, beside the service's own job. */
let replicas: Database[]
let sql: mysql.Connection
before(async () => {
  service = await testPlaybackService()
  replicas = await Promise.all(
    [1, 2].map(() =>
      openDatabase<PlaybackTables>({
        url: service.database.url,
        migrations: new URL("../migrations/", import.meta.url),
        telemetry: silentTelemetry("replica"),
      }),
    ),
  )
  sql = await mysql.createConnection({ uri: service.database.url, timezone: "Z", decimalNumbers: true })
})
after(async () => {
  await sql.end()
  await Promise.all(replicas.map((db) => db.destroy()))
  await service[Symbol.asyncDispose]()
})

const rowsOf = async (text: string, ...values: unknown[]) => (await sql.query<RowDataPacket[]>(text, values))[0]
const countOf = async (text: string, ...values: unknown[]) => Number((await rowsOf(text, ...values))[0]?.["n"])
const analyticsOf = async (sessionId: string) =>
  (await findAnalytics(replicas[0]!, [sessionId])).get(sessionId) ?? NO_ANALYTICS
const learnersIn = async (courseId: string) =>
  (await rowsOf("select learner_count from course_analytics where course_id = ?", idToBytes(courseId)))[0]?.[
    "learner_count"
  ]
/** Until nothing is left to fold, by whoever. */
const foldAll = () =>
  until(
    async () => {
      await Promise.all(replicas.map((db) => foldProgress(db)))
      return (await countOf("select count(*) as n from session_progress where unfolded = 1")) === 0
    },
    { timeoutMs: 20_000, description: "everything to be folded" },
  )

describe("the fold of progress", () => {
  it("[law] equals a recount of all logs, whoever folds, while learners watch several sessions of several courses", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const courseIds = [randomUUID(), randomUUID()]
        const sessions = [60, 47, 300].map((durationSeconds, i) =>
          service.courseSession({ durationSeconds, courseId: courseIds[i % 2]! }),
        )
        const watched = sessions.map((session, i) => ({
          session,
          learners: simulatedLearners(seed + i, 8, session.durationSeconds),
        }))
        // The first three learners watch all sessions.
        const [first] = watched
        for (const { learners } of watched) for (const i of [0, 1, 2]) learners[i]!.caller = first!.learners[i]!.caller
        let isSending = true
        const folding = replicas.map(async (db) => {
          while (isSending) await foldProgress(db)
        })
        await sendAllWatching(
          service,
          watched.flatMap(({ session, learners }) => learners.map((learner) => ({ learner, sessionId: session.id }))),
        )
        isSending = false
        await Promise.all(folding)
        await foldAll()
        for (const { session, learners } of watched) {
          const expected = learners.reduce<SessionAnalytics>(
            (sum, learner) => analyticsAfter(sum, undefined, progressByFold(learner, session.durationSeconds)),
            NO_ANALYTICS,
          )
          assert.deepEqual(await analyticsOf(session.id), expected)
        }
        for (const courseId of courseIds) {
          const all = watched
            .filter(({ session }) => session.courseId === courseId)
            .flatMap(({ learners }) => learners.map(({ caller }) => caller.userId))
          assert.equal(await learnersIn(courseId), new Set(all).size)
        }
      }),
      { numRuns: Number(process.env["PLAYBACK_FOLD_RUNS"] ?? 3) },
    )
  })

  it("stores of each honest learner exactly what they played", async () => {
    const session = service.courseSession({ durationSeconds: 200 })
    const learners = simulatedLearners(1, 14, 200)
    await sendAllWatching(
      service,
      learners.map((learner) => ({ learner, sessionId: session.id })),
    )
    for (const { model, playCounts, caller } of learners.filter((learner) => learner.model !== "cheater")) {
      const [row] = await rowsOf(
        "select coverage from session_progress where user_id = ? and session_id = ?",
        idToBytes(caller.userId ?? ""),
        idToBytes(session.id),
      )
      const stored = Array.from({ length: 200 }, () => 0)
      for (const [startMs, endMs, count] of parseCoverage(row?.["coverage"]))
        for (let second = startMs / 1000; second < endMs / 1000; second++) stored[second]! += count
      assert.deepEqual(stored, playCounts, model)
    }
  })

  it("shows within five seconds what a player sends", async () => {
    const session = service.courseSession()
    const player = await openPlayer(service, { sessionId: session.id })
    await player.send(player.play(0, 30_000))
    // Nobody folds here but the service itself.
    await until(async () => (await analyticsOf(session.id)).viewerCount === 1, {
      timeoutMs: 5_000,
      description: "the viewer to be counted",
    })
  })

  it("folds what comes while it folds with the next round", async () => {
    const session = service.courseSession()
    const player = await openPlayer(service, { sessionId: session.id })
    const [first] = replicas
    for (let i = 0; i < 10; i++) {
      const sent = player.send(
        player.play(i * 10_000, (i + 1) * 10_000, { at: player.startedAt + i * 10_000, firstSequence: i * 2 }),
      )
      await Promise.all([sent, foldProgress(first!), foldProgress(replicas[1]!)])
    }
    await foldAll()
    const { viewerCount, playedMs, viewersByBucket } = await analyticsOf(session.id)
    assert.deepEqual({ viewerCount, playedMs }, { viewerCount: 1, playedMs: 100_000 })
    assert.deepEqual(viewersByBucket, Array(20).fill(1))
  })

  it("leaves out the courses that another replica is at, and takes the others", async () => {
    const [busy, free] = [service.courseSession(), service.courseSession()]
    for (const session of [busy, free]) {
      const player = await openPlayer(service, { sessionId: session.id })
      await player.send(player.play(0, 10_000))
    }
    await foldAll()
    await sql.beginTransaction()
    await sql.query("select * from course_analytics where course_id = ? for update", [idToBytes(busy.courseId)])
    for (const session of [busy, free]) {
      const player = await openPlayer(service, { sessionId: session.id })
      await player.send(player.play(0, 10_000))
    }
    await until(
      async () => {
        await foldProgress(replicas[0]!)
        return (await analyticsOf(free.id)).viewerCount === 2
      },
      { description: "the other course to be folded" },
    )
    assert.equal((await analyticsOf(busy.id)).viewerCount, 1)
    await sql.commit()
    await foldAll()
    assert.equal((await analyticsOf(busy.id)).viewerCount, 2)
  })

  it("is found right by a recount, and planted errors are named and mended", async () => {
    const [db] = replicas
    const session = service.courseSession({ durationSeconds: 100 })
    for (const learner of simulatedLearners(3, 6, 100)) await sendWatching(service, learner, session.id)
    await foldAll()
    const differences = async (mend: boolean) => {
      const found: Difference[] = []
      await rebuildAnalytics(db!, { mend, onFound: (some) => found.push(...some) })
      return found
    }
    assert.deepEqual(await differences(false), [])
    const right = await analyticsOf(session.id)
    const id = idToBytes(session.id)
    await sql.query(
      "update session_analytics set viewer_count = 99, plays_by_bucket = '[1,2,3]' where session_id = ?",
      [id],
    )
    await sql.query("update folded_progress set coverage = '[[0,5000,7]]' where session_id = ? limit 1", [id])
    await sql.query("update course_analytics set learner_count = 99 where course_id = ?", [idToBytes(session.courseId)])
    const [left] = await rowsOf(
      "select user_id from folded_progress where session_id = ? order by user_id desc limit 1",
      id,
    )
    await sql.query("delete from course_learners where user_id = ? and course_id = ?", [
      left?.["user_id"],
      idToBytes(session.courseId),
    ])
    const columns = (found: Difference[]) => [...new Set(found.map(({ table, column }) => `${table} ${column}`))].sort()
    const planted = [
      "course_analytics learner_count",
      "course_learners *",
      "folded_progress *",
      "session_analytics playsByBucket",
      "session_analytics viewerCount",
    ]
    const found = await differences(false)
    for (const one of planted) assert.ok(columns(found).includes(one), one)
    assert.deepEqual(columns(await differences(true)), columns(found))
    await foldAll()
    assert.deepEqual(await differences(false), [])
    assert.deepEqual(await analyticsOf(session.id), right)
    assert.equal(await learnersIn(session.courseId), 6)
  })

  it("sees learners to the end who have more to fold than fits into one go", async () => {
    const [courseId, userId] = [randomUUID(), randomUUID()]
    const rows = Array.from({ length: 450 }, () => [
      idToBytes(userId),
      idToBytes(randomUUID()),
      idToBytes(courseId),
      60_000,
      "[[0,30000,1]]",
      30_000,
      30_000,
      new Date(),
      1,
      60_000,
    ])
    await sql.query(
      `insert into session_progress (user_id, session_id, course_id, duration_ms, coverage, covered_ms, resume_ms,
        last_watched_at, revision, budget_ms) values ?`,
      [rows],
    )
    await foldAll()
    assert.equal(
      await countOf("select count(*) as n from folded_progress where course_id = ?", idToBytes(courseId)),
      450,
    )
    assert.equal(await learnersIn(courseId), 1)
  })

  it("finds what is to be done without looking at what is not", async () => {
    const [plan] = await rowsOf(
      "explain format=traditional select user_id, session_id from session_progress where unfolded = 1 order by user_id, session_id limit 200",
    )
    assert.equal(plan?.["key"], "session_progress_unfolded")
    assert.doesNotMatch(String(plan?.["Extra"]), /filesort/)
  })
})
