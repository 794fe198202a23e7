import { toTimestamp, toTimestampOrNull } from "@lectern/rpc/timestamp"
import { idFromBytes } from "@lectern/service-kit/ids"
import { requireBatch } from "@lectern/service-kit/validation"
import { findStreamIssues, findStreamsOfSessions } from "../stream-store.ts"
import type { ContentRpc } from "../service.ts"

const MAX_SESSIONS = 100 // the content subgraph's DataLoader uses the same bound

export const batchGetStreamHealth: ContentRpc<"batchGetStreamHealth"> =
  ({ db, courses }) =>
  async ({ sessionIds }, call) => {
    requireBatch("sessions", sessionIds.length, MAX_SESSIONS)
    const streams = await findStreamsOfSessions(db, sessionIds)
    const courseIds = [...new Set(streams.map(({ course_id }) => idFromBytes(course_id)))]
    const { userId, role } = call.caller
    if (courseIds.length === 0 || userId === undefined) return { streams: [] }
    const reply = role === "ADMIN" ? undefined : await courses.batchGetCourses({ ids: courseIds }, call)
    const taught = new Set(reply?.courses.flatMap(({ id, instructorId }) => (instructorId === userId ? [id] : [])))
    const shown = reply === undefined ? streams : streams.filter(({ course_id }) => taught.has(idFromBytes(course_id)))
    const issues = await findStreamIssues(
      db,
      shown.map(({ id }) => id),
    )
    return {
      streams: shown.map((stream) => ({
        sessionId: idFromBytes(stream.session_id),
        state: stream.health === null ? "STREAM_HEALTH_STATE_UNSPECIFIED" : `STREAM_HEALTH_STATE_${stream.health}`,
        checkTime: toTimestampOrNull(stream.checked_at),
        recoverTime: toTimestampOrNull(stream.recovered_at),
        issues: issues
          .filter(({ stream_id }) => stream_id.equals(stream.id))
          .map(({ path, culprit, message, since }) => ({
            path,
            culprit: `STREAM_CULPRIT_${culprit}` as const,
            message,
            sinceTime: toTimestamp(since),
          })),
      })),
    }
  }
