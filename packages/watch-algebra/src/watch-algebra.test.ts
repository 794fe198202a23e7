import assert from "node:assert/strict"
import { describe, it } from "node:test"
import fc from "fast-check"
import {
  HOSTILE_DURATION_MS,
  MONDAY_MS,
  UNIT_MS,
  honestHistory,
  hostileEvents,
  numRuns,
  shuffledWithRepeats,
} from "./test-histories.ts"
import {
  CARRY_LIMIT,
  MAX_RATE,
  MIN_RATE,
  WALL_CLOCK_SLACK_MS,
  WALL_CLOCK_TOLERANCE,
  coverageOf,
  coveredMs,
  coveredShare,
  isCompleted,
  isWatchedAt,
  joinSpans,
  lastPlayed,
  mergeCoverage,
  playedMs,
  playingTimeOf,
  replayRatio,
  resumePositionMs,
  spansOf,
  wallClockBudgetMs,
} from "./watch-algebra.ts"
import type { Coverage, WatchEvent, WatchEventType } from "./watch-algebra.ts"

type Extras = Partial<WatchEvent>

/** Events of sequence 0, 1, 2, ... from [type, position in s, wall clock in s, what else]. */
function log(...rows: [type: WatchEventType, position: number, wall: number, extras?: Extras][]): WatchEvent[] {
  return rows.map(([type, position, wall, extras], sequence) => ({
    sequence,
    type,
    positionMs: position * 1000,
    occurredAtMs: MONDAY_MS + wall * 1000,
    rate: 1,
    ...extras,
  }))
}

/** Spans as [start, end] in s. */
function stretches(events: readonly WatchEvent[], durationMs?: number): number[][] {
  const spans = spansOf(events, durationMs === undefined ? {} : { durationMs })
  return spans.map(({ startMs, endMs }) => [startMs / 1000, endMs / 1000])
}

/** A viewing of [from, to) in s at rate 1 with a heartbeat every 10 s, as events of a playback of its own. */
function viewing(from: number, to: number, startsAt = 0): WatchEvent[] {
  const beats: [WatchEventType, number, number][] = []
  for (let at = from + 10; at < to; at += 10) beats.push(["HEARTBEAT", at, startsAt + at - from])
  return log(["PLAY", from, startsAt], ...beats, ["PAUSE", to, startsAt + to - from])
}

const countAt = (f: Coverage, ms: number) => f.find(([startMs, endMs]) => startMs <= ms && ms < endMs)?.[2] ?? 0

const smallSpans = fc
  .array(fc.tuple(fc.nat(30), fc.nat(10)), { maxLength: 15 })
  .map((pairs) => pairs.map(([startMs, length]) => ({ startMs, endMs: startMs + length })))
const distinctSpans = hostileEvents.map((events) => spansOf(events, { durationMs: HOSTILE_DURATION_MS }))

describe("spansOf", () => {
  it("joins neighbours while the video plays and says when, and how fast, each span was played", () => {
    assert.deepEqual(spansOf(log(["PLAY", 5, 100, { rate: 2 }], ["PAUSE", 25, 110], ["PLAY", 25, 200])), [
      {
        firstSequence: 1,
        sequence: 1,
        startMs: 5_000,
        endMs: 25_000,
        startedAtMs: MONDAY_MS + 100_000,
        endedAtMs: MONDAY_MS + 110_000,
        rate: 2,
      },
    ])
  })

  it("ends the span at the position that a SEEK left and begins the next at the one it reached", () => {
    const events = log(["PLAY", 0, 0], ["SEEK", 300, 8, { fromPositionMs: 8_000 }], ["STOP", 310, 18])
    assert.deepEqual(stretches(events), [
      [0, 8],
      [300, 310],
    ])
  })

  it("counts nothing before a SEEK that does not say where it left, but goes on after it", () => {
    const events = log(["PLAY", 0, 0], ["SEEK", 300, 8], ["STOP", 310, 18])
    assert.deepEqual(stretches(events), [[300, 310]])
  })

  it("counts nothing for a SEEK while paused", () => {
    const seek: Extras = { fromPositionMs: 10_000 }
    const events = log(["PLAY", 0, 0], ["PAUSE", 10, 10], ["SEEK", 90, 12, seek], ["STOP", 90, 60])
    assert.deepEqual(stretches(events), [[0, 10]])
  })

  it("never bridges a gap, and takes a HEARTBEAT after it as proof of playing", () => {
    const [play, , beat, next] = log(["PLAY", 0, 0], ["HEARTBEAT", 10, 10], ["HEARTBEAT", 20, 20], ["PAUSE", 30, 30])
    assert.deepEqual(stretches([play!, beat!, next!]), [[20, 30]])
  })

  it("counts nothing after SEEK, RATE_CHANGE, BUFFER_END or CAPTION_CHANGE after a gap: it may be paused", () => {
    for (const type of ["SEEK", "RATE_CHANGE", "BUFFER_START", "BUFFER_END", "CAPTION_CHANGE"] as const) {
      const [play, , unknown, stop] = log(["PLAY", 0, 0], ["PAUSE", 5, 5], [type, 10, 10], ["STOP", 20, 20])
      assert.deepEqual(stretches([play!, unknown!, stop!]), [], type)
    }
  })

  it("goes on playing through speed changes, captions and buffering, and buffering itself plays nothing", () => {
    const events = log(
      ["PLAY", 0, 0],
      ["CAPTION_CHANGE", 4, 4],
      ["BUFFER_START", 6, 6],
      ["HEARTBEAT", 6, 10],
      ["BUFFER_END", 6, 36],
      ["RATE_CHANGE", 10, 40, { rate: 2 }],
      ["BUFFER_START", 30, 50],
      ["BUFFER_END", 30, 55],
      ["PAUSE", 40, 60],
    )
    assert.deepEqual(stretches(events), [
      [0, 4],
      [4, 6],
      [6, 10],
      [10, 30],
      [30, 40],
    ])
  })

  it("keeps the speed of the run over SEEK, captions and buffering, whatever rate these carry", () => {
    const events = log(
      ["PLAY", 0, 0, { rate: 2 }],
      ["SEEK", 100, 10, { fromPositionMs: 20_000, rate: 1 }],
      ["CAPTION_CHANGE", 120, 20, { rate: 0 }],
      ["BUFFER_START", 140, 30, { rate: 0.25 }],
      ["BUFFER_END", 140, 40, { rate: undefined }],
      ["HEARTBEAT", 160, 50, { rate: 2 }],
    )
    assert.deepEqual(stretches(events), [
      [0, 20],
      [100, 120],
      [120, 140],
      [140, 160],
    ])
  })

  it("stops at ERROR, having counted what played before it", () => {
    assert.deepEqual(stretches(log(["PLAY", 0, 0], ["ERROR", 7, 7], ["STOP", 15, 15])), [[0, 7]])
  })

  it("counts nothing between a player that died and its next PLAY", () => {
    const events = log(["PLAY", 0, 0], ["HEARTBEAT", 10, 10], ["PLAY", 60, 4_000], ["PAUSE", 70, 4_010])
    assert.deepEqual(stretches(events), [
      [0, 10],
      [60, 70],
    ])
  })

  it("knows nothing any more after CARRY_LIMIT events that do not say whether the video plays", () => {
    const captions = Array.from({ length: CARRY_LIMIT + 2 }, (_, i): [WatchEventType, number, number] => [
      "CAPTION_CHANGE",
      i + 1,
      i + 1,
    ])
    assert.equal(spansOf(log(["PLAY", 0, 0], ...captions)).length, CARRY_LIMIT + 1)
  })

  it("takes a rate that is missing, 0, negative or NaN for 1, and a huge one for the fastest there is", () => {
    const claimed = (rate: number | undefined) =>
      stretches(log(["PLAY", 0, 0, { rate }], ["PAUSE", 10_000, 10]))[0]![1]! * 1000
    for (const rate of [undefined, 0, -3, NaN, 1])
      assert.equal(claimed(rate), 10_000 * WALL_CLOCK_TOLERANCE + WALL_CLOCK_SLACK_MS, String(rate))
    assert.equal(claimed(1e-9), Math.round(10_000 * MIN_RATE * WALL_CLOCK_TOLERANCE) + WALL_CLOCK_SLACK_MS)
    for (const rate of [MAX_RATE, 1e9, Infinity])
      assert.equal(claimed(rate), 10_000 * MAX_RATE * WALL_CLOCK_TOLERANCE + WALL_CLOCK_SLACK_MS, String(rate))
  })

  it("cuts positions to the video, and counts nothing where they or the clock run backwards", () => {
    assert.deepEqual(stretches(log(["PLAY", -4, 0], ["PAUSE", 6, 10])), [[0, 6]])
    assert.deepEqual(stretches(log(["PLAY", 55, 0], ["PAUSE", 65, 10]), 60_000), [[55, 60]])
    assert.deepEqual(stretches(log(["PLAY", 70, 0], ["PAUSE", 80, 10]), 60_000), [])
    assert.deepEqual(stretches(log(["PLAY", 30, 0], ["PAUSE", 20, 10])), [])
    assert.deepEqual(stretches(log(["PLAY", 0, 50], ["PAUSE", 10, 40])), [[0, 2]], "clock set back: the slack only")
  })

  it("takes an event without a usable position, time or sequence as not arrived", () => {
    const times = [NaN, Infinity, -Infinity, 8.64e15].map((occurredAtMs) => ({ occurredAtMs }))
    for (const broken of [{ positionMs: NaN }, { positionMs: Infinity }, { sequence: 1.5 }, ...times]) {
      const events = log(["PLAY", 0, 0], ["HEARTBEAT", 5, 5, broken], ["PAUSE", 10, 10])
      assert.deepEqual(stretches(events), [], String(Object.entries(broken)))
    }
  })

  it("[law] is order-free and idempotent", () => {
    const arrivals = hostileEvents.chain((events) => fc.tuple(fc.constant(events), shuffledWithRepeats(events)))
    fc.assert(
      fc.property(arrivals, ([events, arrived]) => assert.deepEqual(spansOf(arrived), spansOf(events))),
      { numRuns },
    )
  })

  it("[law] is order-free even when several events claim one sequence", () => {
    const conflicting = fc
      .tuple(hostileEvents, hostileEvents)
      .chain(([some, others]) => fc.tuple(shuffledWithRepeats([...some, ...others]), fc.constant([...some, ...others])))
    fc.assert(
      fc.property(conflicting, ([arrived, events]) => assert.deepEqual(spansOf(arrived), spansOf(events))),
      { numRuns },
    )
  })

  it("[law] is monotone: an event that arrives never removes or alters a span", () => {
    const partly = hostileEvents.chain((events) => fc.tuple(fc.constant(events), fc.subarray(events)))
    fc.assert(
      fc.property(partly, ([events, some]) => {
        const options = { durationMs: HOSTILE_DURATION_MS }
        const all = spansOf(events, options)
        const before = spansOf(some, options)
        const bySequence = new Map(all.map((span) => [span.sequence, span]))
        for (const span of before) assert.deepEqual(bySequence.get(span.sequence), span)
        const [f, g] = [coverageOf(before), coverageOf(all)]
        assert.ok(playedMs(f) <= playedMs(g))
        assert.ok(coveredMs(f) <= coveredMs(g))
      }),
      { numRuns },
    )
  })

  it("[law] is gap-safe and bounded by the wall clock and the video: whole, never empty, ascending", () => {
    fc.assert(
      fc.property(hostileEvents, (events) => {
        const bySequence = new Map(events.map((event) => [event.sequence, event]))
        let previous = -1
        for (const span of spansOf(events, { durationMs: HOSTILE_DURATION_MS })) {
          const [a, b] = [bySequence.get(span.sequence - 1), bySequence.get(span.sequence)]
          assert.ok(a && b, "a span bridges a gap")
          assert.ok(Number.isSafeInteger(span.startMs) && Number.isSafeInteger(span.endMs))
          assert.ok(0 <= span.startMs && span.startMs < span.endMs && span.endMs <= HOSTILE_DURATION_MS)
          assert.ok(span.startedAtMs <= span.endedAtMs && span.endedAtMs === b.occurredAtMs)
          const possibleMs = Math.max(0, b.occurredAtMs - a.occurredAtMs) * span.rate * 1.1 + 2_000
          assert.ok(span.endMs - span.startMs <= possibleMs + 0.5) // rounded to whole ms
          assert.ok(span.rate > 0 && span.rate <= MAX_RATE)
          assert.ok(span.sequence > previous)
          previous = span.sequence
        }
      }),
      { numRuns },
    )
  })

  it("[law] is exact on honest gap-free logs: equals a simulation of each half second", () => {
    fc.assert(
      fc.property(honestHistory, ({ events, durationMs, playCounts, lastPlayedMs }) => {
        const spans = spansOf(events, { durationMs })
        const counts = playCounts.map(() => 0)
        for (const [startMs, endMs, count] of coverageOf(spans))
          for (let unit = startMs / UNIT_MS; unit < endMs / UNIT_MS; unit++) counts[unit] = count
        assert.deepEqual(counts, playCounts)
        const isAtEnd = lastPlayedMs >= durationMs - 2_000
        assert.equal(resumePositionMs(spans, durationMs), isAtEnd ? 0 : lastPlayedMs)
      }),
      { numRuns },
    )
  })

  it("[law] counts only what was played, however much of an honest log has not arrived", () => {
    const partly = honestHistory.chain((history) => fc.tuple(fc.constant(history), fc.subarray(history.events)))
    fc.assert(
      fc.property(partly, ([{ durationMs, playCounts }, some]) => {
        const f = coverageOf(spansOf(some, { durationMs }))
        playCounts.forEach((count, unit) => assert.ok(countAt(f, unit * UNIT_MS) <= count))
      }),
      { numRuns },
    )
  })
})

describe("joinSpans", () => {
  const joined = (events: readonly WatchEvent[]) =>
    joinSpans(spansOf(events)).map(({ firstSequence, sequence, startMs, endMs }) => [
      firstSequence,
      sequence,
      startMs / 1000,
      endMs / 1000,
    ])

  it("makes one of what was played without a break, up to the quarter of an hour", () => {
    assert.deepEqual(joined(viewing(0, 60)), [[1, 6, 0, 60]])
    // MONDAY_MS begins one; what began in it goes on behind its end.
    assert.deepEqual(joined(viewing(0, 1800, 5)), [
      [1, 90, 0, 900],
      [91, 180, 900, 1800],
    ])
  })

  it("joins nothing over a jump, another speed, a stop, a gap, or time in which nothing played", () => {
    const jump = log(["PLAY", 0, 0], ["SEEK", 50, 10, { fromPositionMs: 10_000 }], ["PAUSE", 60, 20])
    const faster = log(["PLAY", 0, 0], ["RATE_CHANGE", 10, 10, { rate: 2 }], ["PAUSE", 30, 20])
    const stop = log(["PLAY", 0, 0], ["PAUSE", 10, 10], ["PLAY", 10, 10], ["PAUSE", 20, 20])
    const asleep = log(["PLAY", 0, 0], ["HEARTBEAT", 10, 10], ["HEARTBEAT", 20, 600], ["PAUSE", 30, 610])
    assert.deepEqual(
      [jump, faster, stop, asleep, viewing(0, 50).toSpliced(2, 1)].map((events) => joined(events).length),
      [2, 2, 2, 3, 2],
    )
    const withinASecond = log(["PLAY", 0, 0], ["HEARTBEAT", 10, 11], ["PAUSE", 20, 20])
    assert.deepEqual(joined(withinASecond), [[1, 2, 0, 20]])
  })

  it("[law] comes out the same in any order and whatever was joined before, and changes nothing that is shown", () => {
    const events = fc.oneof(
      honestHistory.map((history) => history.events),
      hostileEvents,
    )
    const split = events.chain((all) => {
      const spans = spansOf(all)
      return fc.tuple(fc.shuffledSubarray(spans, { minLength: spans.length }), fc.nat(spans.length))
    })
    fc.assert(
      fc.property(split, ([spans, at]) => {
        const whole = joinSpans(spans)
        assert.deepEqual(joinSpans([...joinSpans(spans.slice(0, at)), ...spans.slice(at)]), whole)
        assert.deepEqual(joinSpans(whole), whole)
        assert.deepEqual(coverageOf(whole), coverageOf(spans))
        const [last, lastOfAll] = [lastPlayed(whole), lastPlayed(spans)]
        assert.deepEqual([last?.endMs, last?.endedAtMs], [lastOfAll?.endMs, lastOfAll?.endedAtMs])
      }),
      { numRuns },
    )
  })
})

describe("coverage", () => {
  it("keeps how often each part was played, joins what touches at the same count, and leaves out what is empty", () => {
    const spans = [
      [0, 10],
      [10, 20],
      [5, 10],
      [30, 40],
      [7, 7],
    ].map(([startMs, endMs]) => ({ startMs: startMs!, endMs: endMs! }))
    assert.deepEqual(coverageOf(spans), [
      [0, 5, 1],
      [5, 10, 2],
      [10, 20, 1],
      [30, 40, 1],
    ])
    assert.deepEqual(coverageOf([]), [])
  })

  it("measures covered, played and replay ratio", () => {
    const f: Coverage = [
      [0, 100, 1],
      [100, 200, 3],
      [500, 600, 2],
    ]
    assert.equal(coveredMs(f), 300)
    assert.equal(playedMs(f), 600)
    assert.equal(replayRatio(f), 2)
    assert.equal(replayRatio([]), 0)
    assert.equal(coveredShare(f, 600), 0.5)
    assert.equal(coveredShare(f, 150), 1, "the video has been shortened")
    assert.equal(coveredShare(f, 0), 0)
  })

  it("[law] equals counting millisecond by millisecond, in the one canonical form", () => {
    fc.assert(
      fc.property(smallSpans, (spans) => {
        const f = coverageOf(spans)
        for (let ms = -1; ms <= 41; ms++) {
          const count = spans.filter(({ startMs, endMs }) => startMs <= ms && ms < endMs).length
          assert.equal(countAt(f, ms), count)
          assert.equal(isWatchedAt(f, ms), count > 0)
        }
        f.forEach(([startMs, endMs, count], index) => {
          assert.ok(startMs < endMs && count >= 1)
          const next = f[index + 1]
          assert.ok(!next || next[0] > endMs || (next[0] === endMs && next[2] !== count))
        })
      }),
      { numRuns },
    )
  })

  it("[law] is additive over playbacks, in any grouping and order", () => {
    fc.assert(
      fc.property(smallSpans, smallSpans, smallSpans, (a, b, c) => {
        const [f, g, h] = [coverageOf(a), coverageOf(b), coverageOf(c)]
        assert.deepEqual(mergeCoverage(f, g), coverageOf([...a, ...b]))
        assert.deepEqual(mergeCoverage(f, g), mergeCoverage(g, f))
        assert.deepEqual(mergeCoverage(mergeCoverage(f, g), h), mergeCoverage(f, mergeCoverage(g, h)))
        assert.deepEqual(mergeCoverage(f, []), f)
        assert.equal(playedMs(mergeCoverage(f, g)), playedMs(f) + playedMs(g))
      }),
      { numRuns },
    )
  })

  it("[law] covered is at most played and at most the length; the share is in 0 to 1", () => {
    fc.assert(
      fc.property(distinctSpans, distinctSpans, (some, others) => {
        const f = coverageOf([...some, ...others])
        assert.ok(coveredMs(f) <= Math.min(playedMs(f), HOSTILE_DURATION_MS))
        assert.equal(coveredShare(f, HOSTILE_DURATION_MS), coveredMs(f) / HOSTILE_DURATION_MS)
        assert.ok(coveredShare(f, HOSTILE_DURATION_MS / 2) <= 1)
      }),
      { numRuns },
    )
  })
})

describe("resume (goal gP2)", () => {
  const hourMs = 3_600_000

  it("stays at 600 s when a second device opens the video later and dies with nothing played", () => {
    const deviceA = viewing(0, 600)
    const deviceB = log(["PLAY", 0, 5_000], ["STOP", 0, 5_001])
    assert.equal(resumePositionMs([...spansOf(deviceA), ...spansOf(deviceB)], hourMs), 600_000)
  })

  it("follows the span played last, not the furthest and not the latest report", () => {
    const first = viewing(0, 600)
    const later = log(
      ["PLAY", 100, 9_000],
      ["SEEK", 3_000, 9_050, { fromPositionMs: 150_000 }],
      ["PAUSE", 3_000, 9_051],
    )
    assert.equal(resumePositionMs([...spansOf(later), ...spansOf(first)], hourMs), 150_000)
  })

  it("begins anew after the end, and when nothing was played", () => {
    assert.equal(resumePositionMs(spansOf(viewing(0, 600)), 600_000), 0)
    assert.equal(resumePositionMs(spansOf(viewing(0, 599)), 600_000), 0, "lengths are rounded to seconds")
    assert.equal(resumePositionMs(spansOf(viewing(0, 597)), 600_000), 597_000)
    assert.equal(resumePositionMs([], 600_000), 0)
  })

  it("is the further of two ends at the same instant, in any order", () => {
    const ends = [
      { endMs: 10_000, endedAtMs: 5 },
      { endMs: 30_000, endedAtMs: 5 },
      { endMs: 50_000, endedAtMs: 4 },
    ]
    assert.equal(resumePositionMs(ends, hourMs), 30_000)
    assert.equal(resumePositionMs(ends.toReversed(), hourMs), 30_000)
  })
})

describe("completion (goal gP3)", () => {
  const durationMs = 600_000
  const shareOf = (...playbacks: WatchEvent[][]) =>
    coveredShare(coverageOf(playbacks.flatMap((events) => spansOf(events, { durationMs }))), durationMs)

  it("is not reached by dragging to the end", () => {
    const drag = { fromPositionMs: 5_000 }
    const share = shareOf(log(["PLAY", 0, 0], ["SEEK", 595, 5, drag], ["HEARTBEAT", 599, 9], ["STOP", 600, 10]))
    assert.equal(share, 10 / 600)
    assert.ok(!isCompleted(share))
  })

  it("counts the first half once, though it was played twice", () => {
    const playbacks = [viewing(0, 300), viewing(0, 300, 1_000)]
    assert.equal(shareOf(...playbacks), 0.5)
    assert.equal(replayRatio(coverageOf(playbacks.flatMap((events) => spansOf(events)))), 2)
  })

  it("is reached by 95 % in random order", () => {
    const parts = Array.from({ length: 19 }, (_, part) => part * 30)
    fc.assert(
      fc.property(fc.shuffledSubarray(parts, { minLength: parts.length }), (order) => {
        const share = shareOf(...order.map((from, index) => viewing(from, from + 30, index * 100)))
        assert.equal(share, 0.95)
        assert.ok(isCompleted(share))
      }),
      { numRuns },
    )
  })

  it("is reached at nine tenths exactly", () => {
    assert.ok(isCompleted(shareOf(viewing(0, 540))))
    assert.ok(!isCompleted(shareOf(viewing(0, 539))))
  })
})

describe("wall-clock bound (goal gP4)", () => {
  it("cuts a claim faster than rate × time × 1.1 + 2 s to just that", () => {
    assert.deepEqual(stretches(log(["PLAY", 100, 0], ["PAUSE", 3_600, 10])), [[100, 113]])
  })

  it("counts double speed fully", () => {
    const events = log(["PLAY", 0, 0, { rate: 2 }], ["HEARTBEAT", 20, 10, { rate: 2 }], ["PAUSE", 40, 20])
    assert.deepEqual(stretches(events), [
      [0, 20],
      [20, 40],
    ])
  })

  it("gives a playback as a whole no more than the time it took, however many events it is cut into", () => {
    const flood = Array.from({ length: 500 }, (_, i): [WatchEventType, number, number] => ["HEARTBEAT", i * 2, 0])
    const f = coverageOf(spansOf(log(...flood)))
    assert.equal(coveredMs(f), 998_000, "each span has its slack")
    assert.equal(wallClockBudgetMs({ firstAtMs: MONDAY_MS, lastAtMs: MONDAY_MS, fastestRate: 1 }), 2_000)
  })

  it("is 0 without events, and takes no time that is none", () => {
    assert.equal(wallClockBudgetMs(playingTimeOf([])), 0)
    const never = log(["PLAY", 0, 0]).map((event) => ({ ...event, occurredAtMs: NaN }))
    assert.equal(playingTimeOf(never), undefined)
  })

  it("goes by the fastest speed that is stated where speeds are read, and by 1 at least", () => {
    const rates = (...rows: [WatchEventType, number][]) =>
      playingTimeOf(
        log(...rows.map(([type, rate], i): [WatchEventType, number, number, Extras] => [type, i, i, { rate }])),
      )?.fastestRate
    assert.equal(rates(["PLAY", 0.5], ["HEARTBEAT", 0.25]), 1)
    assert.equal(rates(["PLAY", 1], ["RATE_CHANGE", 1.75], ["HEARTBEAT", 1.5]), 1.75)
    assert.equal(rates(["PLAY", 1], ["SEEK", 9], ["PAUSE", 9]), 1)
    assert.equal(rates(["PLAY", 1e9]), MAX_RATE)
  })

  it("[law] is order-free, idempotent, the same in any batches, and grows with every event", () => {
    const inTwo = hostileEvents.chain((events) =>
      fc.tuple(fc.constant(events), shuffledWithRepeats(events), fc.nat(events.length)),
    )
    fc.assert(
      fc.property(inTwo, ([events, arrived, cut]) => {
        const whole = playingTimeOf(events)
        const first = playingTimeOf(arrived.slice(0, cut))
        assert.deepEqual(playingTimeOf(arrived.slice(cut), first), whole)
        assert.ok(wallClockBudgetMs(first) <= wallClockBudgetMs(whole))
      }),
      { numRuns },
    )
  })

  it("[law] counts no more than rate × time × 1.1 + 2 s of any log, and what counts never falls", () => {
    const partly = hostileEvents.chain((events) => fc.tuple(fc.constant(events), fc.subarray(events)))
    const counted = (events: readonly WatchEvent[]) => {
      const f = coverageOf(spansOf(events, { durationMs: HOSTILE_DURATION_MS }))
      const budgetMs = wallClockBudgetMs(playingTimeOf(events))
      return { played: Math.min(playedMs(f), budgetMs), covered: Math.min(coveredMs(f), budgetMs) }
    }
    fc.assert(
      fc.property(partly, ([events, some]) => {
        const [before, after] = [counted(some), counted(events)]
        assert.ok(before.played <= after.played && before.covered <= after.covered)
        const times = events.map(({ occurredAtMs }) => occurredAtMs).filter((ms) => ms < 2e14)
        const elapsedMs = times.length === 0 ? 0 : Math.max(...times) - Math.min(...times)
        assert.ok(after.played <= elapsedMs * MAX_RATE * 1.1 + 2_000.5) // rounded to whole ms
      }),
      { numRuns },
    )
  })

  it("[law] leaves an honest playback whole: within its budget, however much of its log has arrived", () => {
    const partly = honestHistory.chain((history) => fc.tuple(fc.constant(history), fc.subarray(history.events)))
    fc.assert(
      fc.property(partly, ([{ events }, some]) => {
        for (const arrived of [events, some])
          assert.ok(playedMs(coverageOf(spansOf(arrived))) <= wallClockBudgetMs(playingTimeOf(arrived)))
      }),
      { numRuns },
    )
  })
})
