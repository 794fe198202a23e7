import { requireScope } from "@lectern/rpc/call"
import { requireBatch } from "@lectern/service-kit/validation"
import type { PlaybackRpc } from "../service.ts"
import { findAnalyticsSums } from "../session-analytics-store.ts"
import { toSessionAnalytics } from "../session-analytics.ts"
import { taughtCourses } from "../taught-courses.ts"

const MAX_SESSIONS = 200 // the playback subgraph's DataLoader uses the same bound

export const batchGetSessionAnalytics: PlaybackRpc<"batchGetSessionAnalytics"> =
  (deps) =>
  async ({ sessionIds }, call) => {
    requireScope(call, "analytics:read")
    requireBatch("sessions", sessionIds.length, MAX_SESSIONS)
    if (sessionIds.length === 0) return { analytics: [] }
    const { sessions } = await deps.courses.batchGetSessions({ ids: sessionIds }, call)
    const taught = await taughtCourses(
      deps,
      sessions.map(({ courseId }) => courseId),
      call,
    )
    const shown = sessions.filter(({ courseId }) => taught.has(courseId))
    const sums = await findAnalyticsSums(
      deps.db,
      shown.map(({ id }) => id),
    )
    return { analytics: shown.map((session) => toSessionAnalytics(session, sums.get(session.id))) }
  }
