import type { Progress__Output } from "@lectern/contracts/elearning/playback/v1/Progress.ts"
import { fromTimestampOrNull } from "@lectern/rpc/timestamp"
import type { SessionProgress } from "./gen/resolvers.ts"

/** The progress in a session of this length; all zero when nothing was played. */
export function toSessionProgress(progress: Progress__Output | null, durationMs: number): SessionProgress {
  return {
    resumePositionMs: progress?.resumePositionMs ?? 0,
    coveredMs: progress?.coveredMs ?? 0,
    coverage: shareOf(progress?.coveredMs ?? 0, durationMs),
    completed: progress?.completed ?? false,
    completedAt: fromTimestampOrNull(progress?.completeTime),
    spans: progress?.spans ?? [],
    lastWatchedAt: fromTimestampOrNull(progress?.lastWatchTime),
  }
}

/** 0 to 1: a video may have become shorter since. 0 while the length is unknown. */
export const shareOf = (coveredMs: number, durationMs: number): number =>
  durationMs > 0 ? Math.min(1, coveredMs / durationMs) : 0
