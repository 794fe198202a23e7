import { coveredMs, playedMs, type Coverage } from "./watch-algebra.ts"

/**
 * What all learners together did with one course session, kept by differences: a learner's part is taken out as it was
 * and put in as it is now, so that it costs the same with one viewer and with a million.
 */
export interface SessionAnalytics {
  /** Learners of whom anything was played. */
  viewerCount: number
  /** Those who did so in more than one playback. */
  repeatViewerCount: number
  completedCount: number
  /** Playbacks in which anything was played. */
  playCount: number
  playedMs: number
  /** Sum over the viewers of what each watched at least once. */
  coveredMs: number
  /** By bucket of BUCKET_MS from the start of the video: how often it was played, by all viewers together. */
  playsByBucket: number[]
  /** How many viewers played it. */
  viewersByBucket: number[]
  /** How many viewers played last up to there and have not completed the session. */
  stoppedByBucket: number[]
}

/** One learner's progress in one course session, as far as it counts for everybody's. */
export interface ViewerProgress {
  coverage: Coverage
  /** Length of the video as the learner saw it; only the last bucket hangs on it. */
  durationMs: number
  /** End of the span that was played last. */
  lastPositionMs: number
  isCompleted: boolean
  /** Playbacks in which anything was played. */
  playCount: number
  /** The most that the learner can have played, by the wall clock: `wallClockBudgetMs` of all playbacks together. */
  budgetMs: number
}

/**
 * The same for videos of every length, so that nothing has to be counted again when a length changes. Five seconds is
 * half a heartbeat, finer than which a lost event may blur; a lecture of an hour has 720 buckets.
 */
export const BUCKET_MS = 5_000

export const NO_ANALYTICS: Readonly<SessionAnalytics> = {
  viewerCount: 0,
  repeatViewerCount: 0,
  completedCount: 0,
  playCount: 0,
  playedMs: 0,
  coveredMs: 0,
  playsByBucket: [],
  viewersByBucket: [],
  stoppedByBucket: [],
}

/**
 * The analytics when a learner's progress turns from `before` (undefined: nothing counted yet) to `after`. In whatever
 * order learners are counted, and in however many steps each, the same comes out as by counting everybody once.
 */
export function analyticsAfter(
  analytics: Readonly<SessionAnalytics>,
  before: ViewerProgress | undefined,
  after: ViewerProgress,
): SessionAnalytics {
  const next = {
    ...analytics,
    playsByBucket: [...analytics.playsByBucket],
    viewersByBucket: [...analytics.viewersByBucket],
    stoppedByBucket: [...analytics.stoppedByBucket],
  }
  if (before) addViewer(next, before, -1)
  addViewer(next, after, 1)
  // Without zeros at the end there is one spelling of the same counts.
  for (const counts of [next.playsByBucket, next.viewersByBucket, next.stoppedByBucket])
    while (counts.at(-1) === 0) counts.pop()
  return next
}

function addViewer(analytics: SessionAnalytics, progress: ViewerProgress, sign: 1 | -1): void {
  const { coverage, lastPositionMs, isCompleted, playCount, budgetMs } = progress
  if (coverage.length === 0) return
  analytics.viewerCount += sign
  if (playCount > 1) analytics.repeatViewerCount += sign
  if (isCompleted) analytics.completedCount += sign
  analytics.playCount += sign * playCount
  const played = playedMs(coverage)
  analytics.playedMs += sign * Math.min(played, budgetMs)
  analytics.coveredMs += sign * Math.min(coveredMs(coverage), budgetMs)
  // Of who claims more than the clock allows nobody knows which parts were played, nor where they stopped.
  const isCredible = played <= budgetMs
  for (const { bucket, plays } of isCredible ? bucketPlaysOf(progress) : []) {
    add(analytics.playsByBucket, bucket, sign * plays)
    add(analytics.viewersByBucket, bucket, sign)
  }
  if (isCredible && !isCompleted)
    add(analytics.stoppedByBucket, Math.max(0, Math.ceil(lastPositionMs / BUCKET_MS) - 1), sign)
}

function add(counts: number[], bucket: number, value: number): void {
  while (counts.length <= bucket) counts.push(0)
  counts[bucket]! += value
}

/**
 * The buckets that a learner watched, ascending, with how often. Watched is a bucket of which at least half was, the
 * last one as far as the video goes: a jump that lands at its edge, or a stretch that ends there, is not watching it.
 */
export function bucketPlaysOf({
  coverage,
  durationMs,
}: Pick<ViewerProgress, "coverage" | "durationMs">): { bucket: number; plays: number }[] {
  const found: { bucket: number; plays: number }[] = []
  let bucket = -1
  let [played, covered] = [0, 0]
  const close = () => {
    const startMs = bucket * BUCKET_MS
    const insideMs = Math.max(1, Math.min(BUCKET_MS, durationMs > startMs ? durationMs - startMs : BUCKET_MS))
    if (covered > 0 && covered >= insideMs / 2)
      found.push({ bucket, plays: Math.max(1, Math.round(played / insideMs)) })
  }
  for (const [startMs, endMs, count] of coverage)
    for (let fromMs = startMs; fromMs < endMs;) {
      const at = Math.floor(fromMs / BUCKET_MS)
      if (at !== bucket) {
        close()
        bucket = at
        ;[played, covered] = [0, 0]
      }
      const untilMs = Math.min(endMs, (at + 1) * BUCKET_MS)
      covered += untilMs - fromMs
      played += (untilMs - fromMs) * count
      fromMs = untilMs
    }
  close()
  return found
}

/** A stretch [startMs, endMs) of the video. */
export interface HeatmapBucket {
  startMs: number
  playCount: number
  uniqueViewers: number
  /** 0 to 1, of the highest bucket's plays. */
  intensity: number
  /** Share of the viewers who watched it, 0 to 1. */
  retention: number
}
export interface Heatmap {
  bucketMs: number
  viewerCount: number
  /** Ascending; those that fewer than MINIMUM_VIEWERS watched are left out. */
  buckets: HeatmapBucket[]
  /** What was played again most, ascending; `count` is the plays of its highest bucket. */
  peaks: { startMs: number; endMs: number; count: number }[]
}

/**
 * What fewer people did is not shown, so that nobody is recognised by it: with five, knowing what three others did
 * still leaves two (goal gX3: k = 5).
 */
export const MINIMUM_VIEWERS = 5
/** As many as a curve on a screen has use for. */
const MAX_BUCKETS = 200
const MAX_PEAKS = 5
/** A peak is played at least this many times as often, per viewer, as the video is on the average. */
const PEAK_FACTOR = 1.25

/**
 * Where a session of this length was played how often. Undefined below MINIMUM_VIEWERS. A session of more than
 * MAX_BUCKETS buckets is shown in longer ones, each with the counts of the busiest BUCKET_MS in it.
 */
export function heatmapOf(
  { viewerCount, playsByBucket, viewersByBucket }: Readonly<SessionAnalytics>,
  durationMs: number,
): Heatmap | undefined {
  if (viewerCount < MINIMUM_VIEWERS) return undefined
  const length = Math.ceil(durationMs / BUCKET_MS)
  const fine = Array.from({ length }, (_, bucket) => ({
    plays: playsByBucket[bucket] ?? 0,
    viewers: viewersByBucket[bucket] ?? 0,
  })).map((counts) => (counts.viewers < MINIMUM_VIEWERS ? { plays: 0, viewers: 0 } : counts))
  const factor = Math.max(1, Math.ceil(length / MAX_BUCKETS))
  const bucketMs = factor * BUCKET_MS
  const highest = Math.max(1, ...fine.map(({ plays }) => plays))
  const buckets: HeatmapBucket[] = []
  for (let from = 0; from < length; from += factor) {
    const within = fine.slice(from, from + factor)
    const playCount = Math.max(...within.map(({ plays }) => plays))
    const uniqueViewers = Math.max(...within.map(({ viewers }) => viewers))
    if (uniqueViewers === 0) continue
    buckets.push({
      startMs: from * BUCKET_MS,
      playCount,
      uniqueViewers,
      intensity: playCount / highest,
      retention: uniqueViewers / viewerCount,
    })
  }
  return { bucketMs, viewerCount, buckets, peaks: peaksOf(fine, durationMs) }
}

/**
 * By plays per viewer and not by plays: the beginning of a video is played most because fewer people come to its end,
 * and not because it is worth seeing again.
 */
function peaksOf(fine: readonly { plays: number; viewers: number }[], durationMs: number): Heatmap["peaks"] {
  const total = (of: "plays" | "viewers") => fine.reduce((sum, counts) => sum + counts[of], 0)
  const least = (PEAK_FACTOR * total("plays")) / Math.max(1, total("viewers"))
  const peaks: (Heatmap["peaks"][number] & { height: number })[] = []
  fine.forEach(({ plays, viewers }, bucket) => {
    const height = viewers === 0 ? 0 : plays / viewers
    if (height === 0 || height < least) return
    const startMs = bucket * BUCKET_MS
    const endMs = Math.min(startMs + BUCKET_MS, durationMs)
    const last = peaks.at(-1)
    if (last?.endMs !== startMs) peaks.push({ startMs, endMs, count: plays, height })
    else {
      last.endMs = endMs
      last.count = Math.max(last.count, plays)
      last.height = Math.max(last.height, height)
    }
  })
  return peaks
    .toSorted((a, b) => b.height - a.height || b.count - a.count)
    .slice(0, MAX_PEAKS)
    .sort((a, b) => a.startMs - b.startMs)
    .map(({ startMs, endMs, count }) => ({ startMs, endMs, count }))
}

const MAX_DROP_OFF_POINTS = 20

/**
 * The positions where most viewers stopped who have not completed the session, ascending; `positionMs` is the end of
 * the bucket in which they did. None below MINIMUM_VIEWERS. What lies behind the end of a video that has become
 * shorter counts at its end.
 */
export function dropOffOf(
  { viewerCount, stoppedByBucket }: Readonly<Pick<SessionAnalytics, "viewerCount" | "stoppedByBucket">>,
  durationMs: number,
): { positionMs: number; leftCount: number }[] {
  if (viewerCount < MINIMUM_VIEWERS) return []
  const leftAt = new Map<number, number>()
  stoppedByBucket.forEach((count, bucket) => {
    const positionMs = Math.min((bucket + 1) * BUCKET_MS, durationMs)
    if (count > 0) leftAt.set(positionMs, (leftAt.get(positionMs) ?? 0) + count)
  })
  return [...leftAt]
    .map(([positionMs, leftCount]) => ({ positionMs, leftCount }))
    .sort((a, b) => b.leftCount - a.leftCount || a.positionMs - b.positionMs)
    .slice(0, MAX_DROP_OFF_POINTS)
    .sort((a, b) => a.positionMs - b.positionMs)
}
