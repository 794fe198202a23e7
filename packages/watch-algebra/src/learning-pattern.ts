import { coverageOf, coveredMs, usableRate } from "./watch-algebra.ts"
import type { WatchSpan } from "./watch-algebra.ts"
import { zoneClock } from "./zone-clock.ts"

/** A span of one learner, in any video. */
export interface LearningSpan extends Omit<WatchSpan, "firstSequence" | "sequence"> {
  /** The course session that was watched: what is a repetition is decided within one video. */
  sessionId: string
}

export interface LearningPattern {
  /** ms of video, every repetition counted, as in `byHourOfDay` and `byWeekday`, each of which sums up to it. */
  playedMs: number
  /** Local calendar days on which anything was played. */
  activeDayCount: number
  /** Active days in a row up to today, or up to yesterday while nothing was played today: the day is not over. */
  currentStreakDays: number
  longestStreakDays: number
  /** 24 numbers: what was played from 0:00, 1:00, ... local time, over all days. */
  byHourOfDay: number[]
  /** 7 numbers, Monday first. */
  byWeekday: number[]
  /** Mean wall-clock length of a sitting, from the beginning of its first span to the end of its last; rounded. */
  averageSittingMs: number
  /** ms of video per ms of playing, i.e. an hour at 2 and an hour at 1 make 1.5; 0 when nothing was played. */
  averageRate: number
  /** played / covered over all videos; 0 when nothing was played. */
  replayRatio: number
}

/** A pause of this length ends a sitting; the same 30 min after which a playback without events is abandoned. */
export const SITTING_GAP_MS = 30 * 60_000

const HOURS_PER_DAY = 24
const THURSDAY = 3 // weekday of day 0, 1970-01-01, counted from Monday

/**
 * When and how one learner learns, in the learner's own time zone (an IANA name; throws RangeError for others).
 * A span that crosses an hour, midnight or a clock change is split in proportion to wall-clock time.
 * Order of spans, which playbacks they are from and whether they are joined (`joinSpans`) make no difference; the latter
 * but for what clocks were off by when an hour began.
 */
export function learningPatternOf(
  spans: readonly LearningSpan[],
  { timeZone, nowMs }: { timeZone: string; nowMs: number },
): LearningPattern {
  const clock = zoneClock(timeZone)
  const byHourOfDay = Array.from({ length: HOURS_PER_DAY }, () => 0)
  const byWeekday = Array.from({ length: 7 }, () => 0)
  const activeDays = new Set<number>()
  const sittings = sittingCounter()
  let playedMs = 0
  let playingMs = 0
  for (const span of spans.map(settled).sort((a, b) => a.startedAtMs - b.startedAtMs)) {
    const lengthMs = span.endMs - span.startMs
    playedMs += lengthMs
    playingMs += lengthMs / usableRate(span.rate)
    sittings.add(span.startedAtMs, span.endedAtMs)

    const wallMs = span.endedAtMs - span.startedAtMs
    let countedMs = 0
    clock.forEachHour(span.startedAtMs, span.endedAtMs, (localHour, untilMs) => {
      // Rounding the running total, not each part, keeps the parts whole and their sum exact.
      const upToHereMs = wallMs === 0 ? lengthMs : Math.round((lengthMs * (untilMs - span.startedAtMs)) / wallMs)
      const partMs = upToHereMs - countedMs
      countedMs = upToHereMs
      if (partMs === 0) return
      const day = Math.floor(localHour / HOURS_PER_DAY)
      byHourOfDay[modulo(localHour, HOURS_PER_DAY)]! += partMs
      byWeekday[modulo(day + THURSDAY, 7)]! += partMs
      activeDays.add(day)
    })
  }
  const today = Math.floor(clock.localHourAt(nowMs) / HOURS_PER_DAY)
  return {
    playedMs,
    activeDayCount: activeDays.size,
    ...streaksOf(activeDays, today),
    byHourOfDay,
    byWeekday,
    averageSittingMs: sittings.averageMs(),
    averageRate: playingMs === 0 ? 0 : playedMs / playingMs,
    replayRatio: playedMs === 0 ? 0 : playedMs / coveredMsOfAll(spans),
  }
}

/**
 * A span that took a sitting's gap longer than playing it takes spans a sleep: the lid was closed and opened with no
 * event in between. Its video ran at the beginning, right after the event that shows it playing.
 */
function settled(span: LearningSpan): LearningSpan {
  const playingMs = Math.round((span.endMs - span.startMs) / usableRate(span.rate))
  const wallMs = span.endedAtMs - span.startedAtMs
  return wallMs < playingMs + SITTING_GAP_MS ? span : { ...span, endedAtMs: span.startedAtMs + playingMs }
}

/** Takes intervals by ascending start; they may overlap, as when two devices play. */
function sittingCounter() {
  let count = 0
  let totalMs = 0
  let endMs = -Infinity
  return {
    add(startedAtMs: number, endedAtMs: number) {
      if (startedAtMs - endMs >= SITTING_GAP_MS) {
        count++
        endMs = startedAtMs
      }
      totalMs += Math.max(endMs, endedAtMs) - endMs
      endMs = Math.max(endMs, endedAtMs)
    },
    averageMs: () => (count === 0 ? 0 : Math.round(totalMs / count)),
  }
}

function streaksOf(activeDays: ReadonlySet<number>, today: number) {
  let longestStreakDays = 0
  for (const day of activeDays) {
    if (activeDays.has(day + 1)) continue // only the last day of a streak is measured, so each is walked once
    longestStreakDays = Math.max(longestStreakDays, streakUpTo(day, activeDays))
  }
  const currentStreakDays = streakUpTo(activeDays.has(today) ? today : today - 1, activeDays)
  return { currentStreakDays, longestStreakDays }
}

function streakUpTo(lastDay: number, activeDays: ReadonlySet<number>): number {
  let day = lastDay
  while (activeDays.has(day)) day--
  return lastDay - day
}

function coveredMsOfAll(spans: readonly LearningSpan[]): number {
  const bySession = Map.groupBy(spans, ({ sessionId }) => sessionId)
  return [...bySession.values()].reduce((sum, ofSession) => sum + coveredMs(coverageOf(ofSession)), 0)
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor
}
