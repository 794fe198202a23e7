import type { Progress__Output } from "@lectern/contracts/elearning/playback/v1/Progress.ts"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import type { CourseSessionReference } from "./context.ts"
import { shareOf } from "./session-progress.ts"

/**
 * The progress in a course with these sessions, in their order. `begun` are those of which anything was played, in any
 * order; sessions that the course does not have any more count nothing.
 */
export function courseProgressOf(sessions: readonly CourseSessionReference[], begun: readonly Progress__Output[]) {
  const progressOf = new Map(begun.map((progress) => [progress.sessionId, progress]))
  const isCompleted = ({ id }: CourseSessionReference) => progressOf.get(id)?.completed ?? false
  let totalMs = 0
  let coveredMs = 0
  let lastWatched: { index: number; at: Date } | undefined
  sessions.forEach(({ id, durationSeconds = 0 }, index) => {
    const durationMs = durationSeconds * 1000
    const progress = progressOf.get(id)
    totalMs += durationMs
    coveredMs += Math.min(progress?.coveredMs ?? 0, durationMs)
    if (!progress) return
    const at = fromTimestamp(progress.lastWatchTime)
    if (!lastWatched || at > lastWatched.at) lastWatched = { index, at }
  })
  const index = lastWatched?.index ?? 0
  // From the last one watched onwards, then round from the beginning.
  const resumeSession = [...sessions.slice(index), ...sessions.slice(0, index)].find((session) => !isCompleted(session))
  return {
    completedSessionCount: sessions.filter(isCompleted).length,
    sessionCount: sessions.length,
    coverage: shareOf(coveredMs, totalMs),
    resumeSession: resumeSession ? { id: resumeSession.id } : null,
    lastWatchedAt: lastWatched?.at ?? null,
  }
}
