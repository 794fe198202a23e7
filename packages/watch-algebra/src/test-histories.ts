/** What the property tests draw from: an honest player with the truth beside it, and events that mean no good. */
import fc from "fast-check"
import type { WatchEvent, WatchEventType } from "./watch-algebra.ts"

// fast-check keeps arrays to some ten elements unless told otherwise; histories that short hardly play anything.
fc.configureGlobal({ baseSize: "large" })

/** Set it to 100000 for the long run. */
export const numRuns = Number(process.env["WATCH_ALGEBRA_RUNS"] ?? 2000)
if (!(numRuns >= 1))
  throw new Error(`WATCH_ALGEBRA_RUNS: expected a number from 1 on, got ${process.env["WATCH_ALGEBRA_RUNS"]}`)

export const MONDAY_MS = Date.UTC(2026, 2, 2)
/** The truth is kept in half seconds, so that speeds of 0.5, 1, 1.5 and 2 fill whole units in a wall-clock second. */
export const UNIT_MS = 500

export interface History {
  events: WatchEvent[]
  durationMs: number
  /** How often each UNIT_MS of the video was played. */
  playCounts: number[]
  /** Position at the last event before which anything had played. */
  lastPlayedMs: number
}

const action = fc.record({
  kind: fc.constantFrom(
    ...(["wait", "wait", "wait", "wait", "wait", "play", "play", "play", "pause"] as const),
    ...(["seek", "seek", "rate", "caption", "buffer", "error"] as const),
  ),
  seconds: fc.nat(25),
  place: fc.nat(1000),
  rate: fc.constantFrom(0.5, 1, 1.5, 2),
  jitterMs: fc.integer({ min: -300, max: 300 }),
})

/** A gap-free log of an honest player that simulates second by second; its clock is off by up to 0.3 s each time. */
export const honestHistory: fc.Arbitrary<History> = fc
  .record({
    seconds: fc.integer({ min: 30, max: 240 }),
    actions: fc.array(action, { minLength: 3, maxLength: 60 }),
    beatsWhileBuffering: fc.boolean(),
  })
  .map(({ seconds, actions, beatsWhileBuffering }) => {
    const length = (seconds * 1000) / UNIT_MS
    const playCounts = Array.from({ length }, () => 0)
    const events: WatchEvent[] = []
    let [unit, wallSeconds, beatDue, rate] = [0, 0, 10, 1]
    let [playing, buffering, playedSinceEvent] = [false, false, false]
    let lastPlayedMs = 0
    const log = (type: WatchEventType, jitterMs: number, leftUnit?: number) => {
      if (playedSinceEvent) lastPlayedMs = (leftUnit ?? unit) * UNIT_MS
      playedSinceEvent = false
      const states = type === "PLAY" || type === "HEARTBEAT" || type === "RATE_CHANGE"
      events.push({
        sequence: events.length,
        type,
        positionMs: unit * UNIT_MS,
        ...(leftUnit === undefined ? {} : { fromPositionMs: leftUnit * UNIT_MS }),
        rate: states ? rate : 1,
        occurredAtMs: MONDAY_MS + wallSeconds * 1000 + jitterMs,
      })
    }
    const second = (jitterMs: number) => {
      wallSeconds++
      if (!playing) return
      for (let i = 0; i < (rate * 1000) / UNIT_MS && !buffering && unit < length; i++) {
        playCounts[unit]!++
        unit++
        playedSinceEvent = true
      }
      beatDue--
      if (unit === length) {
        playing = buffering = false
        log("STOP", jitterMs)
      } else if (beatDue <= 0 && (!buffering || beatsWhileBuffering)) {
        beatDue = 10
        log("HEARTBEAT", jitterMs)
      }
    }
    for (const step of actions) {
      if (step.kind === "wait") for (let i = 0; i < step.seconds; i++) second(step.jitterMs)
      else if (step.kind === "caption") log("CAPTION_CHANGE", step.jitterMs)
      else if (step.kind === "rate") {
        rate = step.rate
        log("RATE_CHANGE", step.jitterMs)
      } else if (step.kind === "seek") {
        const leftUnit = unit
        unit = Math.floor((step.place * (length - 1)) / 1000)
        log("SEEK", step.jitterMs, leftUnit)
      } else if (step.kind === "play" && buffering) {
        buffering = false
        log("BUFFER_END", step.jitterMs)
      } else if (step.kind === "play" && !playing) {
        playing = true
        beatDue = 10
        log("PLAY", step.jitterMs)
      } else if (step.kind === "buffer" && playing && !buffering) {
        buffering = true
        log("BUFFER_START", step.jitterMs)
      } else if ((step.kind === "pause" || step.kind === "error") && playing) {
        playing = buffering = false
        log(step.kind === "pause" ? "PAUSE" : "ERROR", step.jitterMs)
      }
    }
    if (playing) log("STOP", 0)
    return { events, durationMs: seconds * 1000, playCounts, lastPlayedMs }
  })

/** Short, so that spans often touch and repeat. */
export const HOSTILE_DURATION_MS = 60_000

const hostileBody = fc.record({
  type: fc.constantFrom<WatchEventType[]>(
    ...(["PLAY", "PLAY", "HEARTBEAT", "HEARTBEAT", "HEARTBEAT", "PAUSE", "STOP", "SEEK", "SEEK"] as const),
    ...(["RATE_CHANGE", "RATE_CHANGE", "BUFFER_START", "BUFFER_END", "ERROR", "CAPTION_CHANGE"] as const),
  ),
  positionMs: fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: -5_000, max: HOSTILE_DURATION_MS + 5_000 }) },
    { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, 1e300, -0, 0.5, 2 ** 31, 2 ** 53) },
  ),
  fromPositionMs: fc.option(fc.integer({ min: -5_000, max: HOSTILE_DURATION_MS + 5_000 }), { nil: undefined }),
  rate: fc.constantFrom(undefined, 0.25, 0.5, 1, 1, 1.5, 2, 2, 16, 0, -1, 1e9, 1e-9, NaN, Infinity),
  occurredAtMs: fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: MONDAY_MS, max: MONDAY_MS + 40_000 }) },
    { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, 8.64e15, 0, -1, MONDAY_MS + 86_400_000, 0.5) },
  ),
})

/** Any events at all, of different sequences with gaps, ascending. */
export const hostileEvents: fc.Arbitrary<WatchEvent[]> = fc
  .array(fc.tuple(fc.constantFrom(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 5), hostileBody), { minLength: 1, maxLength: 40 })
  .map((steps) => {
    let sequence = -1
    return steps.map(([distance, body]) => ({ sequence: (sequence += distance), ...body }))
  })

/** The values in another order, some of them more than once. */
export function shuffledWithRepeats<T>(values: readonly T[]): fc.Arbitrary<T[]> {
  if (values.length === 0) return fc.constant([])
  return fc.array(fc.constantFrom(...values), { maxLength: values.length }).chain((repeats) => {
    const all = [...values, ...repeats]
    return fc.shuffledSubarray(all, { minLength: all.length })
  })
}
