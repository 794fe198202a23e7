import { requireScope } from "@lectern/rpc/call"
import { requireEtag } from "@lectern/service-kit/etag"
import { deleteSession as deleteRow } from "../course-session-store.ts"
import { removeSession } from "../course-session.ts"
import { updateCourse } from "../course-store.ts"
import { tellEndedRight } from "../ended-rights.ts"
import { withLockedSession } from "../locked-session.ts"
import type { CoursesRpc } from "../service.ts"

export const deleteSession: CoursesRpc<"deleteSession"> =
  (deps) =>
  async ({ id, etag }, call) => {
    requireScope(call, "courses:write")
    return withLockedSession(deps, { id, call }, async (tx, { course: before, session }) => {
      requireEtag(etag, session.etag)
      const now = deps.clock()
      const course = removeSession(before, session, now)
      await deleteRow(tx, session, now)
      await tellEndedRight(tx, { courseId: course.id }, now)
      await updateCourse(tx, course, before)
      return { course }
    })
  }
