import { coverageToJson, parseCoverage } from "@lectern/watch-algebra/coverage-json"
import {
  coverageOf,
  coveredMs,
  coveredShare,
  isCompleted,
  mergeCoverage,
  lastPlayed,
  type WatchSpan,
} from "@lectern/watch-algebra/watch-algebra"
import type { PlaybackSessionRow, SessionProgressRow } from "./database.ts"

/**
 * A learner's progress in a course session after a batch of one of its playbacks: `added` are the spans it added, and
 * `budgetAddedMs` is by how much the playback's wall-clock budget grew. Of what was covered the budget of all playbacks
 * counts at most. The session is completed when the share that counts first reaches COMPLETED_SHARE of the length, and
 * stays so. The same object when nothing has changed.
 */
export function progressAfter(
  before: SessionProgressRow,
  {
    playback,
    added,
    budgetAddedMs,
    receivedAt,
  }: {
    playback: Pick<PlaybackSessionRow, "id" | "duration_ms">
    added: readonly WatchSpan[]
    budgetAddedMs: number
    receivedAt: Date
  },
): SessionProgressRow {
  if (added.length === 0 && budgetAddedMs === 0) return before
  const coverage = mergeCoverage(parseCoverage(before.coverage), coverageOf(added))
  const budgetMs = before.budget_ms + budgetAddedMs
  const lastBefore = before.last_watched_at && { endMs: before.resume_ms, endedAtMs: before.last_watched_at.getTime() }
  const last = lastPlayed(lastBefore ? [lastBefore, ...added] : added)
  const share = Math.min(coveredShare(coverage, playback.duration_ms), budgetMs / playback.duration_ms)
  return {
    ...before,
    coverage: coverageToJson(coverage),
    covered_ms: Math.min(coveredMs(coverage), budgetMs),
    budget_ms: budgetMs,
    resume_ms: last?.endMs ?? before.resume_ms,
    last_watched_at: last ? new Date(last.endedAtMs) : before.last_watched_at,
    last_playback_id: last && last !== lastBefore ? playback.id : before.last_playback_id,
    completed_at: before.completed_at ?? (isCompleted(share) ? receivedAt : null),
  }
}
