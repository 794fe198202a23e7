import { requireScope } from "@lectern/rpc/call"
import { idFromBytes, idsToBytes } from "@lectern/service-kit/ids"
import { requireBatch } from "@lectern/service-kit/validation"
import type { PlaybackRpc } from "../service.ts"
import { findAnalyticsSums } from "../session-analytics-store.ts"
import { toSessionAnalytics } from "../session-analytics.ts"
import { taughtCourses } from "../taught-courses.ts"

const MAX_COURSES = 100 // the playback subgraph's DataLoader uses the same bound

export const batchGetCourseAnalytics: PlaybackRpc<"batchGetCourseAnalytics"> =
  (deps) =>
  async ({ courseIds }, call) => {
    requireScope(call, "analytics:read")
    requireBatch("courses", courseIds.length, MAX_COURSES)
    const shown = [...(await taughtCourses(deps, courseIds, call))]
    if (shown.length === 0) return { analytics: [] }
    const [{ sessions }, learners] = await Promise.all([
      deps.courses.batchListSessions({ courseIds: shown }, call),
      deps.db.selectFrom("course_analytics").selectAll().where("course_id", "in", idsToBytes(shown)).execute(),
    ])
    const learnerCounts = new Map(learners.map((row) => [idFromBytes(row.course_id), row.learner_count]))
    const sums = await findAnalyticsSums(
      deps.db,
      sessions.map(({ id }) => id),
    )
    const byCourse = Map.groupBy(sessions, ({ courseId }) => courseId)
    return {
      analytics: shown.map((courseId) => {
        const ofCourse = byCourse.get(courseId) ?? []
        const total = (of: "playedMs" | "completedCount") =>
          ofCourse.reduce((sum, { id }) => sum + (sums.get(id)?.[of] ?? 0), 0)
        const activeLearnerCount = learnerCounts.get(courseId) ?? 0
        return {
          courseId,
          activeLearnerCount,
          playedMs: total("playedMs"),
          completionRate: total("completedCount") / Math.max(1, activeLearnerCount * ofCourse.length),
          sessions: ofCourse.map((session) => toSessionAnalytics(session, sums.get(session.id))),
        }
      }),
    }
  }
