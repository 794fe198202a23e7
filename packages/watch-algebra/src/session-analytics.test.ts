import assert from "node:assert/strict"
import { describe, it } from "node:test"
import fc from "fast-check"
import {
  analyticsAfter,
  BUCKET_MS,
  bucketPlaysOf,
  dropOffOf,
  heatmapOf,
  NO_ANALYTICS,
  type SessionAnalytics,
  type ViewerProgress,
} from "./session-analytics.ts"
import { numRuns } from "./test-histories.ts"
import { coverageOf, mergeCoverage, type Coverage } from "./watch-algebra.ts"

const MINUTE_MS = 60_000
const viewer = (coverage: Coverage, over: Partial<ViewerProgress> = {}): ViewerProgress => ({
  coverage,
  durationMs: MINUTE_MS,
  lastPositionMs: coverage.at(-1)?.[1] ?? 0,
  isCompleted: false,
  playCount: 1,
  budgetMs: Infinity,
  ...over,
})
const analyticsOf = (viewers: readonly ViewerProgress[]) =>
  viewers.reduce<SessionAnalytics>((sum, one) => analyticsAfter(sum, undefined, one), NO_ANALYTICS)
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value)

describe("analyticsAfter", () => {
  it("counts a viewer once, however often they come back", () => {
    const once = viewer([[0, 10_000, 1]])
    const twice = viewer([[0, 10_000, 2]], { playCount: 2 })
    const analytics = analyticsAfter(analyticsOf([once]), once, twice)
    assert.deepEqual(analytics, {
      viewerCount: 1,
      repeatViewerCount: 1,
      completedCount: 0,
      playCount: 2,
      playedMs: 20_000,
      coveredMs: 10_000,
      playsByBucket: [2, 2],
      viewersByBucket: [1, 1],
      stoppedByBucket: [0, 1],
    })
  })

  it("does not count who has opened the session and played nothing", () => {
    assert.deepEqual(analyticsOf([viewer([], { playCount: 0 })]), NO_ANALYTICS)
  })

  it("believes nobody more than the wall clock allows, and of who claims more nothing of where", () => {
    const claimed = viewer([[0, MINUTE_MS, 2]], { budgetMs: 3_000 })
    assert.deepEqual(analyticsOf([claimed]), {
      ...NO_ANALYTICS,
      viewerCount: 1,
      playCount: 1,
      playedMs: 3_000,
      coveredMs: 3_000,
    })
  })

  it("does not count as stopped who has completed the session", () => {
    assert.deepEqual(analyticsOf([viewer([[0, MINUTE_MS, 1]], { isCompleted: true })]).stoppedByBucket, [])
  })

  it("[law] gives in any order and any number of steps what a recount of everybody tenth by tenth of a second gives", () => {
    const span = fc
      .record({ start: fc.nat(240), length: fc.integer({ min: 1, max: 150 }) })
      .map(({ start, length }) => ({ startMs: start * UNIT_MS, endMs: (start + length) * UNIT_MS }))
    const step = fc.record({
      spans: fc.array(span, { maxLength: 4 }),
      lastPositionMs: fc.nat(40_000),
      isCompleted: fc.boolean(),
      durationMs: fc.constantFrom(20_000, 23_000, 40_000),
      budgetMs: fc.constantFrom(10_000, 60_000, 1_000_000),
      newPlays: fc.nat(2),
    })
    const steps = fc.array(fc.record({ viewer: fc.nat(5), step }), { maxLength: 25 }).map((all) => {
      const progressOf = new Map<number, ViewerProgress>()
      return all.map(({ viewer: who, step: { spans, newPlays, ...rest } }) => {
        const before = progressOf.get(who)
        const after: ViewerProgress = {
          ...rest,
          coverage: mergeCoverage(before?.coverage ?? [], coverageOf(spans)),
          playCount: (before?.playCount ?? 0) + newPlays,
        }
        progressOf.set(who, after)
        return { who, after }
      })
    })
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.boolean()), (all, skips) => {
        const counted = new Map<number, ViewerProgress>()
        let analytics: SessionAnalytics = NO_ANALYTICS
        const take = ({ who, after }: (typeof all)[number]) => {
          analytics = analyticsAfter(analytics, counted.get(who), after)
          counted.set(who, after)
        }
        // Some steps are never seen alone, as when a learner's progress moves twice between two rounds.
        const last = new Map(all.map((one) => [one.who, one]))
        for (const one of all) if (skips.next().value) take(one)
        for (const one of [...last.values()].reverse()) take(one)
        assert.deepEqual(analytics, recount([...last.values()].map(({ after }) => after)))
      }),
      { numRuns },
    )
  })
})

const UNIT_MS = 100

/** By brute force: each tenth of a second of the video counted for each viewer. */
function recount(viewers: readonly ViewerProgress[]): SessionAnalytics {
  const buckets = 9
  const size = BUCKET_MS / UNIT_MS
  const [plays, seen, stopped] = [times(buckets, 0), times(buckets, 0), times(buckets, 0)]
  const active = viewers.filter(({ coverage }) => coverage.length > 0)
  let [playedMs, coveredMs] = [0, 0]
  for (const { coverage, durationMs, lastPositionMs, isCompleted, budgetMs } of active) {
    const [ownPlays, ownSeen] = [times(buckets, 0), times(buckets, 0)]
    let [playedBy, coveredBy] = [0, 0]
    const counts = new Uint8Array(buckets * size)
    for (const [startMs, endMs, count] of coverage) counts.fill(count, startMs / UNIT_MS, endMs / UNIT_MS)
    for (let bucket = 0; bucket < buckets; bucket++) {
      const within = counts.subarray(bucket * size, (bucket + 1) * size)
      const played = within.reduce((sum, n) => sum + n, 0) * UNIT_MS
      const covered = within.filter((n) => n > 0).length * UNIT_MS
      playedBy += played
      coveredBy += covered
      const rest = durationMs - bucket * BUCKET_MS
      const length = rest > 0 && rest < BUCKET_MS ? rest : BUCKET_MS
      if (covered * 2 < length || covered === 0) continue
      ownSeen[bucket] = 1
      ownPlays[bucket] = Math.max(1, Math.round(played / length))
    }
    playedMs += Math.min(playedBy, budgetMs)
    coveredMs += Math.min(coveredBy, budgetMs)
    if (playedBy > budgetMs) continue
    for (let bucket = 0; bucket < buckets; bucket++) {
      seen[bucket]! += ownSeen[bucket]!
      plays[bucket]! += ownPlays[bucket]!
    }
    if (!isCompleted) stopped[lastPositionMs === 0 ? 0 : Math.floor((lastPositionMs - 1) / BUCKET_MS)]!++
  }
  const trimmed = (counts: number[]) => counts.slice(0, counts.findLastIndex((n) => n > 0) + 1)
  return {
    viewerCount: active.length,
    repeatViewerCount: active.filter(({ playCount }) => playCount >= 2).length,
    completedCount: active.filter(({ isCompleted }) => isCompleted).length,
    playCount: active.reduce((sum, { playCount }) => sum + playCount, 0),
    playedMs,
    coveredMs,
    playsByBucket: trimmed(plays),
    viewersByBucket: trimmed(seen),
    stoppedByBucket: trimmed(stopped),
  }
}

describe("bucketPlaysOf", () => {
  const plays = (coverage: Coverage, durationMs = MINUTE_MS) =>
    bucketPlaysOf({ coverage, durationMs }).map(({ bucket, plays: count }) => [bucket, count])

  it("takes half a bucket as watched, and less not", () => {
    assert.deepEqual(plays([[0, 12_500, 1]]), [
      [0, 1],
      [1, 1],
      [2, 1],
    ])
    assert.deepEqual(plays([[2_501, 12_499, 1]]), [[1, 1]])
  })

  it("takes of the last bucket what the video has of it", () => {
    assert.deepEqual(plays([[60_000, 61_000, 1]], 61_500), [[12, 1]])
    assert.deepEqual(plays([[60_000, 61_000, 1]], 64_000), [])
    assert.deepEqual(plays([[0, 600, 3]], 1_000), [[0, 2]])
  })

  it("counts what lies behind the end of a video that has become shorter by whole buckets", () => {
    assert.deepEqual(plays([[10_000, 20_000, 1]], 9_000), [
      [2, 1],
      [3, 1],
    ])
  })
})

describe("heatmapOf", () => {
  it("is nothing while fewer than five learners have watched", () => {
    assert.equal(heatmapOf(analyticsOf(times(4, viewer([[0, MINUTE_MS, 1]]))), MINUTE_MS), undefined)
    assert.equal(heatmapOf(analyticsOf(times(5, viewer([[0, MINUTE_MS, 1]]))), MINUTE_MS)?.viewerCount, 5)
  })

  it("has no bucket that fewer than five learners watched, nor a trace of it in others", () => {
    const five = times(5, viewer([[0, 5_000, 1]]))
    const heatmap = heatmapOf(analyticsOf([...five, ...times(4, viewer([[5_000, 10_000, 9]]))]), MINUTE_MS)
    assert.deepEqual(heatmap, {
      bucketMs: 5_000,
      viewerCount: 9,
      buckets: [{ startMs: 0, playCount: 5, uniqueViewers: 5, intensity: 1, retention: 5 / 9 }],
      peaks: [],
    })
  })

  it("[law] shows no bucket below five viewers, whoever they are, and none beyond the end", () => {
    const coverage = fc
      .array(fc.record({ startMs: fc.nat(60_000), lengthMs: fc.integer({ min: 1, max: 30_000 }) }), { maxLength: 4 })
      .map((spans) => coverageOf(spans.map(({ startMs, lengthMs }) => ({ startMs, endMs: startMs + lengthMs }))))
    fc.assert(
      fc.property(fc.array(coverage, { maxLength: 12 }), fc.integer({ min: 1, max: 90 }), (coverages, seconds) => {
        const viewers = coverages.map((one) => viewer(one))
        const heatmap = heatmapOf(analyticsOf(viewers), seconds * 1000)
        for (const { startMs, uniqueViewers, intensity, retention } of heatmap?.buckets ?? []) {
          const bucket = startMs / BUCKET_MS
          const watched = viewers.filter((one) => bucketPlaysOf(one).some((found) => found.bucket === bucket)).length
          assert.ok(watched >= 5 && uniqueViewers === watched && startMs < seconds * 1000)
          assert.ok(intensity > 0 && intensity <= 1 && retention > 0 && retention <= 1)
        }
      }),
      { numRuns },
    )
  })

  it("finds what was planted as played again, and no peak in what merely fewer people reach", () => {
    const declining = Array.from({ length: 40 }, (_, i) => viewer([[0, 30_000 + i * 500, 1]]))
    assert.deepEqual(heatmapOf(analyticsOf(declining), MINUTE_MS)?.peaks, [])
    const planted = times(
      10,
      viewer([
        [0, 20_000, 1],
        [20_000, 30_000, 3],
        [30_000, 60_000, 1],
      ]),
    )
    assert.deepEqual(heatmapOf(analyticsOf([...declining, ...planted]), MINUTE_MS)?.peaks, [
      { startMs: 20_000, endMs: 30_000, count: 70 },
    ])
  })

  it("ends a peak with the video", () => {
    const planted = times(
      5,
      viewer(
        [
          [0, 10_000, 1],
          [10_000, 12_500, 2],
        ],
        { durationMs: 12_500 },
      ),
    )
    assert.deepEqual(heatmapOf(analyticsOf(planted), 12_500)?.peaks, [{ startMs: 10_000, endMs: 12_500, count: 10 }])
  })

  it("shows a session of a day in 200 buckets at most, each with its busiest five seconds", () => {
    const dayMs = 86_400_000
    const all = times(5, viewer([[0, dayMs, 1]], { durationMs: dayMs }))
    const again = times(5, viewer([[5_000, 10_000, 4]], { durationMs: dayMs }))
    const heatmap = heatmapOf(analyticsOf([...all, ...again]), dayMs)
    assert.ok(heatmap && heatmap.buckets.length <= 200 && heatmap.bucketMs % BUCKET_MS === 0)
    assert.ok(heatmap.bucketMs * heatmap.buckets.length >= dayMs)
    assert.deepEqual(heatmap.buckets[0], { startMs: 0, playCount: 25, uniqueViewers: 10, intensity: 1, retention: 1 })
  })
})

describe("dropOffOf", () => {
  it("says where viewers stopped, by the end of the five seconds, once there are five", () => {
    const stopped = [4_000, 5_000, 5_001, 12_000].map((lastPositionMs) => viewer([[0, lastPositionMs, 1]]))
    assert.deepEqual(dropOffOf(analyticsOf(stopped), MINUTE_MS), [])
    assert.deepEqual(dropOffOf(analyticsOf([...stopped, viewer([[0, 59_999, 1]])]), MINUTE_MS), [
      { positionMs: 5_000, leftCount: 2 },
      { positionMs: 10_000, leftCount: 1 },
      { positionMs: 15_000, leftCount: 1 },
      { positionMs: 60_000, leftCount: 1 },
    ])
  })

  it("counts at the end what lies behind it", () => {
    const stopped = times(5, viewer([[0, 40_000, 1]]))
    assert.deepEqual(dropOffOf(analyticsOf(stopped), 17_000), [{ positionMs: 17_000, leftCount: 5 }])
  })

  it("keeps the twenty highest, in order", () => {
    const stopped = Array.from({ length: 30 }, (_, i) => times(i + 1, viewer([[0, (i + 1) * 5_000, 1]]))).flat()
    const points = dropOffOf(analyticsOf(stopped), 1_000_000)
    assert.deepEqual(
      points.map(({ leftCount }) => leftCount),
      Array.from({ length: 20 }, (_, i) => i + 11),
    )
  })
})
