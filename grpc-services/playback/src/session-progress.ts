import { coverageToJson, parseCoverage } from "@lectern/watch-algebra/coverage-json"
import {
  coverageOf,
  coveredMs,
  coveredShare,
  isCompleted,
  mergeCoverage,
  resumePositionMs,
  type WatchSpan,
} from "@lectern/watch-algebra/watch-algebra"
import type { PlaybackSessionRow, SessionProgressRow } from "./database.ts"

/**
 * A learner's progress in a course session after more spans of one of its playbacks, received `now`. The session is
 * completed when the share that was watched first reaches COMPLETED_SHARE of the length, and stays so.
 */
export function progressAfter(
  before: SessionProgressRow,
  playback: Pick<PlaybackSessionRow, "id" | "duration_ms">,
  added: readonly WatchSpan[],
  now: Date,
): SessionProgressRow {
  const coverage = mergeCoverage(parseCoverage(before.coverage), coverageOf(added))
  const lastBefore = before.last_watched_at && { endMs: before.resume_ms, endedAtMs: before.last_watched_at.getTime() }
  const candidates = lastBefore ? [lastBefore, ...added] : added
  // Without a length, since what is stored is the plain end: the length may change, and readers apply it.
  const resumeMs = resumePositionMs(candidates, Infinity)
  const lastWatchedAtMs = Math.max(...candidates.map(({ endedAtMs }) => endedAtMs))
  const isStillLast = lastBefore?.endedAtMs === lastWatchedAtMs && lastBefore.endMs === resumeMs
  return {
    ...before,
    coverage: coverageToJson(coverage),
    covered_ms: coveredMs(coverage),
    resume_ms: resumeMs,
    last_watched_at: new Date(lastWatchedAtMs),
    last_playback_id: isStillLast ? before.last_playback_id : playback.id,
    completed_at: before.completed_at ?? (isCompleted(coveredShare(coverage, playback.duration_ms)) ? now : null),
  }
}
