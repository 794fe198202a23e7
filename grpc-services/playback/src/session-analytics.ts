import type { SessionAnalytics__Output } from "@lectern/contracts/elearning/playback/v1/SessionAnalytics.ts"
import { dropOffOf, NO_ANALYTICS, type SessionAnalytics } from "@lectern/watch-algebra/session-analytics"

/** What is shown of a course session of this length; all zero where nothing was counted. */
export function toSessionAnalytics(
  { id, durationSeconds }: { id: string; durationSeconds: number },
  counted: Omit<SessionAnalytics, "playsByBucket" | "viewersByBucket"> = NO_ANALYTICS,
): SessionAnalytics__Output {
  const { viewerCount, completedCount, coveredMs, ...sums } = counted
  const durationMs = durationSeconds * 1000
  const viewers = Math.max(1, viewerCount)
  return {
    sessionId: id,
    viewerCount,
    repeatViewerCount: sums.repeatViewerCount,
    playCount: sums.playCount,
    playedMs: sums.playedMs,
    // Viewers may have watched more than there is, of a video that has become shorter.
    averageCoverage: Math.min(1, coveredMs / (viewers * durationMs)),
    completionRate: completedCount / viewers,
    dropOff: dropOffOf(counted, durationMs),
  }
}
