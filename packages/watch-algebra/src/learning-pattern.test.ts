import assert from "node:assert/strict"
import { describe, it } from "node:test"
import fc from "fast-check"
import { SITTING_GAP_MS, learningPatternOf } from "./learning-pattern.ts"
import type { LearningPattern, LearningSpan } from "./learning-pattern.ts"
import { MONDAY_MS, honestHistory, numRuns } from "./test-histories.ts"
import { joinSpans, spansOf, type WatchSpan } from "./watch-algebra.ts"

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** `seconds` of playing that begin at an instant such as "2026-03-29T00:30:00Z". */
function played(startedAt: string, seconds: number, { rate = 1, startMs = 0, sessionId = "s1" } = {}): LearningSpan {
  const startedAtMs = Date.parse(startedAt)
  const endMs = startMs + seconds * 1000 * rate
  return { sessionId, startMs, endMs, startedAtMs, endedAtMs: startedAtMs + seconds * 1000, rate }
}

function patternIn(timeZone: string, spans: readonly LearningSpan[], now = "2026-06-01T00:00:00Z"): LearningPattern {
  return learningPatternOf(spans, { timeZone, nowMs: Date.parse(now) })
}

/** The entries of `byHourOfDay` or `byWeekday` that are not 0. */
const nonZero = (values: readonly number[]) => Object.fromEntries(Object.entries(values).filter(([, ms]) => ms !== 0))

describe("learningPatternOf", () => {
  it("is all zeros for a learner who has played nothing", () => {
    assert.deepEqual(patternIn("Asia/Seoul", []), {
      playedMs: 0,
      activeDayCount: 0,
      currentStreakDays: 0,
      longestStreakDays: 0,
      byHourOfDay: Array(24).fill(0),
      byWeekday: Array(7).fill(0),
      averageSittingMs: 0,
      averageRate: 0,
      replayRatio: 0,
    })
  })

  it("counts hours and weekdays in the learner's zone", () => {
    const pattern = patternIn("Asia/Seoul", [played("2026-03-01T15:10:00Z", 600)]) // Monday 0:10 in Seoul
    assert.deepEqual(nonZero(pattern.byHourOfDay), { 0: 600_000 })
    assert.deepEqual(nonZero(pattern.byWeekday), { 0: 600_000 })
    assert.deepEqual(nonZero(patternIn("UTC", [played("2026-03-01T15:10:00Z", 600)]).byWeekday), { 6: 600_000 })
  })

  it("splits a span at each hour and at midnight in proportion to wall-clock time, in ms of video", () => {
    const pattern = patternIn("Asia/Seoul", [played("2026-03-01T13:45:00Z", 2 * 3600, { rate: 2 })]) // 22:45 to 0:45
    assert.deepEqual(nonZero(pattern.byHourOfDay), { 22: 1_800_000, 23: 7_200_000, 0: 5_400_000 })
    assert.deepEqual(nonZero(pattern.byWeekday), { 6: 9_000_000, 0: 5_400_000 })
    assert.equal(pattern.activeDayCount, 2)
  })

  it("splits by whole ms whose sum is what was played", () => {
    const span = { ...played("2026-03-01T14:59:59.999Z", 3), endMs: 1_000 }
    const pattern = patternIn("Asia/Seoul", [span])
    assert.deepEqual(nonZero(patternIn("Asia/Seoul", [{ ...span, endMs: 1_001 }]).byHourOfDay), { 0: 1_001 })
    assert.equal(
      pattern.byHourOfDay.reduce((sum, ms) => sum + ms),
      1_000,
    )
    assert.equal(pattern.activeDayCount, 1, "a third of a ms rounds to nothing")
  })

  it("leaves out the hour that a day of 23 hours does not have", () => {
    // Berlin, 2026-03-29: 1:59:59 is followed by 3:00:00.
    const pattern = patternIn("Europe/Berlin", [played("2026-03-28T23:00:00Z", 23 * 3600)])
    const hours = Object.fromEntries(Array.from({ length: 24 }, (_, hour) => [hour, HOUR_MS]))
    delete hours[2]
    assert.deepEqual(nonZero(pattern.byHourOfDay), hours)
    assert.deepEqual(nonZero(pattern.byWeekday), { 6: 23 * HOUR_MS })
    assert.equal(pattern.activeDayCount, 1)
  })

  it("counts the hour twice that a day of 25 hours has twice", () => {
    // Berlin, 2026-10-25: 2:59:59 is followed by 2:00:00.
    const pattern = patternIn("Europe/Berlin", [played("2026-10-24T22:00:00Z", 25 * 3600)])
    const hours = Object.fromEntries(
      Array.from({ length: 24 }, (_, hour) => [hour, hour === 2 ? 2 * HOUR_MS : HOUR_MS]),
    )
    assert.deepEqual(nonZero(pattern.byHourOfDay), hours)
    assert.equal(pattern.activeDayCount, 1)
  })

  it("knows zones off by half hours, and clock changes of half an hour", () => {
    assert.deepEqual(nonZero(patternIn("Asia/Kolkata", [played("2026-03-01T00:00:00Z", 3600)]).byHourOfDay), {
      5: HOUR_MS / 2,
      6: HOUR_MS / 2,
    })
    // Lord Howe, 2026-04-05: at 2:00 back to 1:30.
    assert.deepEqual(
      nonZero(patternIn("Australia/Lord_Howe", [played("2026-04-04T14:00:00Z", 2 * 3600)]).byHourOfDay),
      {
        1: 1.5 * HOUR_MS,
        2: HOUR_MS / 2,
      },
    )
  })

  it("splits at a clock change within an hour", () => {
    // St. John's, 2010-11-07: 0:00:59 is followed by 23:01:00 of the day before.
    const pattern = patternIn("America/St_Johns", [played("2010-11-07T02:30:00Z", 180)])
    assert.deepEqual(nonZero(pattern.byHourOfDay), { 0: 60_000, 23: 120_000 })
    assert.deepEqual(nonZero(pattern.byWeekday), { 5: 120_000, 6: 60_000 })
  })

  it("places a span of no wall-clock length at its instant", () => {
    const span = { ...played("2026-03-01T15:00:00Z", 2), endedAtMs: Date.parse("2026-03-01T15:00:00Z") }
    assert.deepEqual(nonZero(patternIn("Asia/Seoul", [span]).byHourOfDay), { 0: 2_000 })
  })

  it("takes a span across a sleep of the machine as played at its beginning", () => {
    const asleep = { ...played("2026-03-01T00:50:00Z", 10), endedAtMs: Date.parse("2026-03-01T08:50:00Z") }
    const pattern = patternIn("UTC", [asleep, played("2026-03-01T08:50:00Z", 30)])
    assert.deepEqual(nonZero(pattern.byHourOfDay), { 0: 10_000, 8: 30_000 })
    assert.equal(pattern.averageSittingMs, 20_000)
  })

  describe("streaks", () => {
    const on = (...dates: string[]) => dates.map((date) => played(`${date}T12:00:00Z`, 60))
    const streaks = (now: string, spans: LearningSpan[], timeZone = "UTC") => {
      const { currentStreakDays, longestStreakDays, activeDayCount } = patternIn(timeZone, spans, now)
      return [currentStreakDays, longestStreakDays, activeDayCount]
    }
    const days = on("2026-03-01", "2026-03-02", "2026-03-03", "2026-03-05", "2026-03-06")

    it("last through today, and through yesterday as long as today may still be used", () => {
      assert.deepEqual(streaks("2026-03-06T23:59:59Z", days), [2, 3, 5])
      assert.deepEqual(streaks("2026-03-07T23:59:59Z", days), [2, 3, 5])
      assert.deepEqual(streaks("2026-03-08T00:00:00Z", days), [0, 3, 5])
    })

    it("are of local days: one evening and the next morning are two in Seoul and one in New York", () => {
      const spans = [played("2026-03-01T14:00:00Z", 60), played("2026-03-01T16:00:00Z", 60)]
      assert.deepEqual(streaks("2026-03-01T17:00:00Z", spans, "Asia/Seoul"), [2, 2, 2])
      assert.deepEqual(streaks("2026-03-01T17:00:00Z", spans, "America/New_York"), [1, 1, 1])
    })

    it("go on over clock changes and the turn of the year", () => {
      const spans = on("2025-12-30", "2025-12-31", "2026-01-01", "2026-01-02")
      assert.deepEqual(streaks("2026-01-02T12:00:00Z", spans), [4, 4, 4])
      const overChange = on("2026-03-27", "2026-03-28", "2026-03-29", "2026-03-30")
      assert.deepEqual(streaks("2026-03-30T12:00:00Z", overChange, "Europe/Berlin"), [4, 4, 4])
      const dayBefore = on("2026-10-24")
      assert.deepEqual(streaks("2026-10-25T22:59:59Z", dayBefore, "Europe/Berlin"), [1, 1, 1], "23:59:59 winter time")
      assert.deepEqual(streaks("2026-10-25T23:00:00Z", dayBefore, "Europe/Berlin"), [0, 1, 1])
    })

    it("are not the current one when a clock that runs ahead reports days to come", () => {
      assert.deepEqual(streaks("2026-03-01T12:00:00Z", on("2026-03-01", "2026-04-01", "2026-04-02")), [1, 2, 3])
    })
  })

  it("joins spans less than 30 min apart to one sitting, breaks and second devices included", () => {
    const spans = [
      played("2026-03-01T10:00:00Z", 600),
      played("2026-03-01T10:05:00Z", 60), // inside the first, on another device
      played("2026-03-01T10:39:59Z", 61), // 29:59 after 10:10
      played("2026-03-01T11:11:00Z", 60), // 30:00 after 10:41
    ]
    assert.equal(SITTING_GAP_MS, 30 * 60_000)
    assert.equal(patternIn("UTC", spans).averageSittingMs, (41 * 60_000 + 60_000) / 2)
  })

  it("averages speed over playing time: an hour at 2 and an hour at 1 make 1.5", () => {
    const spans = [played("2026-03-01T10:00:00Z", 3600, { rate: 2 }), played("2026-03-01T12:00:00Z", 3600)]
    assert.equal(patternIn("UTC", spans).averageRate, 1.5)
  })

  it("takes as replay what is played again in the same video only", () => {
    const again = [played("2026-03-01T10:00:00Z", 60), played("2026-03-01T11:00:00Z", 60)]
    assert.equal(patternIn("UTC", again).replayRatio, 2)
    const other = [played("2026-03-01T10:00:00Z", 60), played("2026-03-01T11:00:00Z", 60, { sessionId: "s2" })]
    assert.equal(patternIn("UTC", other).replayRatio, 1)
  })

  it("refuses a zone that does not exist, naming it", () => {
    assert.throws(() => patternIn("Asia/Atlantis", []), { name: "RangeError", message: /Asia\/Atlantis/ })
  })

  it("[law] is the same of joined spans, in hours but for what clocks were off by", () => {
    fc.assert(
      fc.property(honestHistory, fc.constantFrom("Asia/Seoul", "Asia/Kathmandu"), ({ events }, timeZone) => {
        // Shortly before an hour in both zones.
        const lateMs = Date.UTC(2026, 2, 2, 10, 14) - MONDAY_MS
        const spans = spansOf(events.map((event) => ({ ...event, occurredAtMs: event.occurredAtMs + lateMs })))
        const patternOf = (some: readonly WatchSpan[]) =>
          learningPatternOf(
            some.map((span) => ({ ...span, sessionId: "s" })),
            { timeZone, nowMs: MONDAY_MS + DAY_MS },
          )
        const { averageRate, byHourOfDay, ...pattern } = patternOf(joinSpans(spans))
        const { averageRate: expectedRate, byHourOfDay: expectedHours, ...expected } = patternOf(spans)
        assert.deepEqual(pattern, expected)
        assert.ok(Math.abs(averageRate - expectedRate) < 1e-9)
        for (const [hour, ms] of byHourOfDay.entries()) assert.ok(Math.abs(ms - expectedHours[hour]!) <= 2000)
      }),
      { numRuns: Math.ceil(numRuns / 8) },
    )
  })

  it("[law] equals a recount second by second, on clock changes too, whatever the order of the spans", () => {
    // Around the clock changes of 2026 in New York, Berlin and on Lord Howe.
    const zones = [
      "Asia/Seoul",
      "Europe/Berlin",
      "America/New_York",
      "Australia/Lord_Howe",
      "Asia/Kathmandu",
      "Pacific/Apia",
    ]
    const bases = ["2026-03-08T00:00:00Z", "2026-03-28T20:00:00Z", "2026-04-04T10:00:00Z", "2026-10-24T20:00:00Z"]
    const spanOf = fc
      .record({
        base: fc.constantFrom(...bases.map((base) => Date.parse(base))),
        afterSeconds: fc.oneof(fc.nat(40 * 3600), fc.nat((5 * DAY_MS) / 1000)),
        seconds: fc.oneof(
          { weight: 9, arbitrary: fc.integer({ min: 1, max: 900 }) },
          { weight: 1, arbitrary: fc.integer({ min: 1, max: 10_000 }) },
        ),
        rate: fc.constantFrom(0.5, 1, 2),
        startMs: fc.nat(20).map((unit) => unit * 60_000),
        sessionId: fc.constantFrom("s1", "s2"),
      })
      .map(({ base, afterSeconds, seconds, ...rest }) =>
        played(new Date(base + afterSeconds * 1000).toISOString(), seconds, rest),
      )
    fc.assert(
      fc.property(
        fc.array(spanOf, { maxLength: 12 }),
        fc.constantFrom(...zones),
        fc.constantFrom(...bases),
        fc.nat(6 * DAY_MS),
        (spans, timeZone, base, afterMs) => {
          const nowMs = Date.parse(base) + afterMs
          const { averageRate, ...pattern } = learningPatternOf(spans, { timeZone, nowMs })
          const { averageRate: expectedRate, ...expected } = recount(spans, timeZone, nowMs)
          assert.deepEqual(pattern, expected)
          assert.ok(Math.abs(averageRate - expectedRate) < 1e-9)
          const { averageRate: rateOfReversed, ...ofReversed } = learningPatternOf(spans.toReversed(), {
            timeZone,
            nowMs,
          })
          assert.deepEqual(ofReversed, pattern)
          assert.ok(Math.abs(rateOfReversed - averageRate) < 1e-9)
        },
      ),
      { numRuns: Math.ceil(numRuns / 8) },
    )
  })
})

/** The same pattern by brute force: one step per wall-clock second, each given its local time by Intl. */
function recount(spans: readonly LearningSpan[], timeZone: string, nowMs: number): LearningPattern {
  const byHourOfDay = Array.from({ length: 24 }, () => 0)
  const byWeekday = Array.from({ length: 7 }, () => 0)
  const activeDays = new Set<string>()
  const seconds = new Set<number>()
  const unitsPlayed = new Map<string, number>()
  let wallSeconds = 0
  let playedMs = 0
  for (const span of spans) {
    let positionMs = span.startMs
    for (let ms = span.startedAtMs; ms < span.endedAtMs; ms += 1000) {
      const { hour, weekday, date } = localTime(timeZone, ms)
      const stepMs = 1000 * span.rate
      byHourOfDay[hour]! += stepMs
      byWeekday[weekday]! += stepMs
      activeDays.add(date)
      seconds.add(ms)
      wallSeconds++
      playedMs += stepMs
      for (const endMs = positionMs + stepMs; positionMs < endMs; positionMs += 500)
        unitsPlayed.set(`${span.sessionId} ${positionMs}`, 1)
    }
  }
  const sittingsMs: number[] = []
  let lastSecond = -Infinity
  for (const ms of [...seconds].sort((a, b) => a - b)) {
    const pauseMs = ms - lastSecond - 1000
    if (pauseMs >= 30 * 60_000) sittingsMs.push(1000)
    else sittingsMs[sittingsMs.length - 1]! += pauseMs + 1000
    lastSecond = ms
  }
  // Streaks by walking the calendar from before the first day to after the last one.
  const dateOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10)
  const today = localTime(timeZone, nowMs).date
  let [streak, longestStreakDays, currentStreakDays] = [0, 0, 0]
  const firstDay = Math.floor(Date.parse("2026-01-01") / DAY_MS)
  for (let day = firstDay; day < firstDay + 365; day++) {
    const before = streak
    streak = activeDays.has(dateOf(day)) ? streak + 1 : 0
    longestStreakDays = Math.max(longestStreakDays, streak)
    if (dateOf(day) === today) currentStreakDays = streak || before
  }
  return {
    playedMs,
    activeDayCount: activeDays.size,
    currentStreakDays,
    longestStreakDays,
    byHourOfDay,
    byWeekday,
    averageSittingMs: Math.round(sittingsMs.reduce((sum, ms) => sum + ms, 0) / Math.max(1, sittingsMs.length)),
    averageRate: wallSeconds && playedMs / (wallSeconds * 1000),
    replayRatio: unitsPlayed.size && playedMs / (unitsPlayed.size * 500),
  }
}

const localTimes = new Map<string, { hour: number; weekday: number; date: string }>()

/** Local time of the second `ms`. Asked once per quarter of an hour: in 2026 no zone changes its clocks within one. */
function localTime(timeZone: string, ms: number) {
  const quarterMs = Math.floor(ms / 900_000) * 900_000
  const key = `${timeZone} ${quarterMs}`
  let found = localTimes.get(key)
  if (!found) {
    const at = new Date(quarterMs)
    const text = (options: Intl.DateTimeFormatOptions, locale = "en-GB") =>
      new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(at)
    found = {
      hour: Number(text({ hour: "2-digit", hourCycle: "h23" })),
      weekday: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(text({ weekday: "short" })),
      date: text({ year: "numeric", month: "2-digit", day: "2-digit" }, "sv-SE"),
    }
    localTimes.set(key, found)
  }
  return found
}
