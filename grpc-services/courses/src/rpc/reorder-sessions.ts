import { isDeepStrictEqual } from "node:util"
import { requireScope } from "@lectern/rpc/call"
import { transact } from "@lectern/service-kit/database"
import { requireEtag } from "@lectern/service-kit/etag"
import { listSessions, reorderSessions as writeOrder } from "../course-session-store.ts"
import { requireOrderOf } from "../course-session.ts"
import { lockCourse, updateCourse } from "../course-store.ts"
import { changed, requireEditable } from "../course.ts"
import type { CoursesRpc } from "../service.ts"

export const reorderSessions: CoursesRpc<"reorderSessions"> =
  ({ db, clock, inTurn }) =>
  async ({ courseId, sessionIds, courseEtag }, call) => {
    requireScope(call, "courses:write")
    return inTurn(courseId, () =>
      transact(db, async (tx) => {
        const before = requireEditable(call, courseId, await lockCourse(tx, courseId))
        requireEtag(courseEtag, before.etag)
        const sessions = await listSessions(tx, [courseId], call)
        const order = requireOrderOf(sessions, sessionIds)
        if (
          isDeepStrictEqual(
            order,
            sessions.map(({ id }) => id),
          )
        )
          return { sessions, course: before }
        const course = changed(before, {}, clock())
        await writeOrder(tx, course.id, order)
        await updateCourse(tx, course, before)
        return { sessions: await listSessions(tx, [courseId], call), course }
      }),
    )
  }
