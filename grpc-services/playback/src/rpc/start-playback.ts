import { requireUserId, type Call } from "@lectern/rpc/call"
import { ServiceError, notFound, permissionDenied } from "@lectern/rpc/errors"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import { transact } from "@lectern/service-kit/database"
import { idToBytes, isId, newId } from "@lectern/service-kit/ids"
import { violatesUniqueKey } from "@lectern/service-kit/mysql-errors"
import { Violations } from "@lectern/service-kit/validation"
import type { PlaybackSessionRow } from "../database.ts"
import type { Deps } from "../deps.ts"
import { CLIENT_KEY, findByClientSession, insertPlaybackSession, toPlaybackSession } from "../playback-session-store.ts"
import { clockOffset, likeliestOffset, PAST_LIMIT_MS } from "../player-clock.ts"
import type { PlaybackRpc } from "../service.ts"
import { getSessionProgress, openSessionProgress, resumeAtMs } from "../session-progress-store.ts"

export const startPlayback: PlaybackRpc<"startPlayback"> =
  (deps) =>
  async ({ sessionId, deviceId, clientSessionId, startTime, sendTime }, call) => {
    const { db, clock, heartbeatSeconds } = deps
    const userId = requireUserId(call)
    const now = clock()
    const violations = new Violations()
    violations.text("device_id", deviceId, { min: 1, max: 64 })
    violations.id("client_session_id", clientSessionId)
    violations.check(startTime !== null, "start_time", "required", "a time is expected")
    violations.throwIfAny()

    const answer = async (row: PlaybackSessionRow) => ({
      playbackSession: toPlaybackSession(row),
      resumePositionMs: resumeAtMs(await getSessionProgress(db, row)),
      heartbeatSeconds,
    })
    const opened = await findByClientSession(db, { userId, clientSessionId })
    if (opened) return answer(requireSameSession(opened, sessionId))

    const saidAtMs = fromTimestamp(startTime).getTime()
    const clockOffsetMs = sendTime
      ? clockOffset({ sentAtMs: fromTimestamp(sendTime).getTime(), receivedAtMs: now.getTime(), knownMs: 0 })
      : 0
    const earliestMs = now.getTime() - PAST_LIMIT_MS
    const offsetMs = likeliestOffset(saidAtMs, [clockOffsetMs, 0], { earliestMs, receivedAtMs: now.getTime() })
    violations.check(
      offsetMs !== undefined && saidAtMs + offsetMs >= earliestMs,
      "start_time",
      "range",
      `a time within the last ${PAST_LIMIT_MS / 86_400_000} days is expected, by a clock that send_time tells`,
    )
    violations.throwIfAny()

    const session = await requirePlayableSession(deps, sessionId, call)
    const row: PlaybackSessionRow = {
      id: idToBytes(newId(now)),
      user_id: idToBytes(userId),
      session_id: idToBytes(session.id),
      course_id: idToBytes(session.courseId),
      client_session_id: idToBytes(clientSessionId),
      device_id: deviceId,
      duration_ms: session.durationSeconds * 1000,
      status: "OPEN",
      started_at: new Date(saidAtMs + (offsetMs ?? 0)),
      ended_at: null,
      clock_offset_ms: clockOffsetMs,
      last_received_at: now,
      last_event_at: null,
      arrived: "[]",
      last_anchor_sequence: -1,
      last_position_ms: 0,
      coverage: "[]",
      played_ms: 0,
      covered_ms: 0,
      first_event_at: null,
      fastest_rate: 1,
      has_log: 1,
      log_deleted_at: null,
    }
    try {
      await transact(db, async (tx) => {
        await insertPlaybackSession(tx, row)
        await openSessionProgress(tx, row)
      })
      deps.metrics.started()
      return answer(row)
    } catch (error) {
      const other = violatesUniqueKey(error, CLIENT_KEY) && (await findByClientSession(db, { userId, clientSessionId }))
      if (!other) throw error
      return answer(requireSameSession(other, sessionId))
    }
  }

function requireSameSession(opened: PlaybackSessionRow, sessionId: string): PlaybackSessionRow {
  if (isId(sessionId) && idToBytes(sessionId).equals(opened.session_id)) return opened
  const message = "opened another course session before: make a new id"
  throw new ServiceError("INVALID_ARGUMENT", "CLIENT_SESSION_ID_REUSED", `client_session_id: ${message}`, {
    violations: [{ field: "client_session_id", rule: "unused", message }],
  })
}

/** The course session, if the caller may play it; its length is the courses service's, never the player's. */
async function requirePlayableSession({ courses, enrollment }: Deps, sessionId: string, call: Call) {
  const { sessions } = isId(sessionId) ? await courses.batchGetSessions({ ids: [sessionId] }, call) : { sessions: [] }
  const [session] = sessions
  if (!session) throw notFound("SESSION_NOT_FOUND", "there is no such course session", sessionId)
  const { decisions, previewDecisions } = await enrollment.batchCheckAccess(
    { courseIds: [session.courseId], previewCourseIds: session.isPreview ? [session.courseId] : [] },
    call,
  )
  const [decision] = session.isPreview ? previewDecisions : decisions
  if (!decision) throw new Error("the enrollment service decided nothing")
  if (decision.granted) return session
  const reason = decision.reason.replace("ACCESS_REASON_", "")
  throw permissionDenied(reason, `you may not play this course session: ${reason}`)
}
