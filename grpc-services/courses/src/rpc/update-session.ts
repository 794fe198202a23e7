import { requireScope } from "@lectern/rpc/call"
import { requireEtag } from "@lectern/service-kit/etag"
import { maskedFields } from "@lectern/service-kit/field-mask"
import { Violations } from "@lectern/service-kit/validation"
import { updateSession as writeSession } from "../course-session-store.ts"
import { checkSession, editSession, normaliseSession } from "../course-session.ts"
import { updateCourse } from "../course-store.ts"
import { tellEndedRight } from "../ended-rights.ts"
import { withLockedSession } from "../locked-session.ts"
import type { CoursesRpc } from "../service.ts"

export const updateSession: CoursesRpc<"updateSession"> =
  (deps) =>
  async ({ session: given, updateMask }, call) => {
    requireScope(call, "courses:write")
    const violations = new Violations()
    const change = maskedFields(violations, updateMask, normaliseSession(given))
    checkSession(violations, change)
    violations.throwIfAny()

    return withLockedSession(deps, { id: given?.id ?? "", call }, async (tx, before) => {
      requireEtag(given?.etag ?? "", before.session.etag)
      const now = deps.clock()
      const after = editSession(before.course, before.session, { change, now })
      if (after.session !== before.session) {
        // Of those who watch without any other right.
        if (before.session.isPreview && !after.session.isPreview)
          await tellEndedRight(tx, { courseId: before.course.id }, now)
        await writeSession(tx, after.session, now)
        await updateCourse(tx, after.course, before.course)
      }
      return { session: after.session }
    })
  }
