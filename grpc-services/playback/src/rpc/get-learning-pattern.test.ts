import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { learningPatternOf } from "@lectern/watch-algebra/learning-pattern"
import { event, openPlayer, type TestService } from "../test-player.ts"
import { testPlaybackService } from "../test-service.ts"

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

describe("getLearningPattern", () => {
  let service: TestService
  before(async () => {
    service = await testPlaybackService()
  })
  after(() => service[Symbol.asyncDispose]())

  const get = (userId: string, over: object = {}, who = caller.learner(userId)) =>
    service.playback.getLearningPattern({ userId, timeZone: "Asia/Seoul", ...over }, callAs(who))

  it("counts what was played over all playbacks, as the algebra does", async () => {
    const learner = caller.learner()
    const userId = learner.userId ?? ""
    const sessions = [service.courseSession().id, service.courseSession().id]
    const spans = []
    for (let i = 0; i < 12; i++) {
      const at = Date.now() - 20 * DAY_MS + i * 31 * HOUR_MS
      const sessionId = sessions[i % 2] ?? ""
      const rate = i % 3 === 0 ? 2 : 1
      const player = await openPlayer(service, { learner, sessionId, startedAt: at })
      const endMs = 10_000 + i * 30_000
      const endedAt = at + (endMs - 10_000) / rate + 1
      await player.send([event(0, "PLAY", 10_000, at, { rate }), event(1, "PAUSE", endMs, endedAt)])
      if (i > 0) spans.push({ sessionId, startMs: 10_000, endMs, startedAtMs: at, endedAtMs: endedAt, rate })
    }
    const statements = () => counterValue(service.telemetry, "db_statements_total", { origin: "call" })
    const before = await statements()
    const found = await get(userId)
    assert.equal((await statements()) - before, 1)
    const expected = learningPatternOf(spans, { timeZone: "Asia/Seoul", nowMs: Date.now() })
    assert.deepEqual(found, {
      playedMs: expected.playedMs,
      activeDayCount: expected.activeDayCount,
      currentStreakDays: expected.currentStreakDays,
      longestStreakDays: expected.longestStreakDays,
      playedMsByHour: expected.byHourOfDay,
      playedMsByWeekday: expected.byWeekday,
      averageSittingMs: expected.averageSittingMs,
      averageRate: expected.averageRate,
      replayRatio: expected.replayRatio,
    })
    assert.ok(found.playedMs > 1_000_000 && found.replayRatio > 1 && found.averageRate > 1)
  })

  it("counts only what began in the time asked for, and streaks up to its end", async () => {
    const player = await openPlayer(service, { startedAt: Date.now() - 10 * DAY_MS })
    for (const [i, daysAgo] of [9, 8, 7, 3].entries())
      await player.send(
        player.play(i * 60_000, (i + 1) * 60_000, { at: Date.now() - daysAgo * DAY_MS, firstSequence: 2 * i }),
      )
    const ago = (days: number) => toTimestamp(new Date(Date.now() - days * DAY_MS))
    assert.equal((await get(player.userId)).playedMs, 240_000)
    const some = await get(player.userId, { fromTime: ago(8.5), toTime: ago(6.99) })
    assert.equal(some.playedMs, 120_000)
    assert.equal(some.currentStreakDays, 2)
    assert.equal((await get(player.userId, { toTime: toTimestamp(new Date("2100-01-01")) })).playedMs, 240_000)
    assert.equal((await get(player.userId, { fromTime: toTimestamp(new Date("1970-01-01")) })).playedMs, 240_000)
  })

  it("is all zero, at normal speed and without repetition, for who has played nothing", async () => {
    assert.deepEqual(await get(randomUUID()), {
      playedMs: 0,
      activeDayCount: 0,
      currentStreakDays: 0,
      longestStreakDays: 0,
      playedMsByHour: Array(24).fill(0),
      playedMsByWeekday: Array(7).fill(0),
      averageSittingMs: 0,
      averageRate: 1,
      replayRatio: 1,
    })
  })

  it("refuses what is no time zone, and a time that ends before it begins", async () => {
    const userId = randomUUID()
    for (const timeZone of ["", "Mars/Base", "+09:00", "x".repeat(1000)]) {
      const error = await refusal(get(userId, { timeZone }), "INVALID_ARGUMENT")
      assert.equal(error.details.violations?.[0]?.field, "time_zone")
    }
    for (const fromTime of [new Date(), new Date(Date.now() + DAY_MS)]) {
      const error = await refusal(
        get(userId, { fromTime: toTimestamp(fromTime), toTime: toTimestamp(new Date(Date.now() - 1)) }),
        "INVALID_ARGUMENT",
      )
      assert.equal(error.details.violations?.[0]?.field, "from_time")
    }
  })

  it("refuses another person's, administrators included", async () => {
    await refusal(get(randomUUID(), {}, caller.admin()), "PERMISSION_DENIED", "NOT_YOURS")
    await refusal(get(randomUUID(), {}, caller.anonymous), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
  })
})
