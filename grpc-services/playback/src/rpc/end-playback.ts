import { requireUserId } from "@lectern/rpc/call"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import { transact } from "@lectern/service-kit/database"
import { Violations } from "@lectern/service-kit/validation"
import type { PlaybackSessionRow } from "../database.ts"
import { END_TOLERANCE_MS } from "../event.ts"
import { lockPlaybackSession, toPlaybackSession, updatePlaybackSession } from "../playback-session-store.ts"
import { clockOffset, likeliestOffset } from "../player-clock.ts"
import type { PlaybackRpc } from "../service.ts"
import { getSessionProgress, toProgress } from "../session-progress-store.ts"

export const endPlayback: PlaybackRpc<"endPlayback"> =
  ({ db, clock }) =>
  async ({ playbackSessionId, endTime, sendTime, positionMs }, call) => {
    const userId = requireUserId(call)
    const receivedAtMs = clock().getTime()
    const violations = new Violations()
    violations.check(endTime !== null, "end_time", "required", "a time is expected")
    violations.throwIfAny()
    const saidAtMs = fromTimestamp(endTime).getTime()
    return transact(db, async (tx) => {
      const playback = await lockPlaybackSession(tx, { id: playbackSessionId, userId })
      const answer = async (row: PlaybackSessionRow) => ({
        playbackSession: toPlaybackSession(row),
        progress: toProgress(await getSessionProgress(tx, row)),
        durationMs: row.duration_ms,
      })
      if (playback.status === "ENDED") return answer(playback)

      const startedAtMs = playback.started_at.getTime()
      const knownMs = playback.clock_offset_ms
      const offsetMs = sendTime
        ? clockOffset({ sentAtMs: fromTimestamp(sendTime).getTime(), receivedAtMs, knownMs })
        : knownMs
      const skewMs = likeliestOffset(saidAtMs, [offsetMs, knownMs, 0], { earliestMs: startedAtMs, receivedAtMs })
      const endedAtMs = skewMs === undefined ? Infinity : saidAtMs + skewMs
      violations.check(endedAtMs !== Infinity, "end_time", "range", "a time that has come is expected")
      violations.check(endedAtMs >= startedAtMs, "end_time", "range", "a time after the start is expected")
      violations.integer("position_ms", positionMs, { min: 0, max: playback.duration_ms + END_TOLERANCE_MS })
      violations.throwIfAny()
      const change = { status: "ENDED", ended_at: new Date(endedAtMs), last_position_ms: positionMs } as const
      await updatePlaybackSession(tx, playback.id, change)
      return answer({ ...playback, ...change })
    })
  }
