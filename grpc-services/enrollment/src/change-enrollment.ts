import { hasScope, requireUserId, type Call } from "@lectern/rpc/call"
import { notFound } from "@lectern/rpc/errors"
import { transact } from "@lectern/service-kit/database"
import { idFromBytes, isId } from "@lectern/service-kit/ids"
import type { EnrollmentRow } from "./database.ts"
import type { Deps } from "./deps.ts"
import { tellEndedRight } from "./ended-rights.ts"
import { lockEnrollment, toEnrollment, updateEnrollment } from "./enrollment-store.ts"
import { enrollmentAt } from "./enrollment.ts"
import { enrollmentEnd } from "./entitlement.ts"

/**
 * Changes an enrolment of the caller's, or of anybody's for a caller with the scope enrollments:write where `others` are
 * allowed, in a transaction of its own. `change` gets it as it is now. Throws NOT_FOUND / ENROLLMENT_NOT_FOUND.
 */
export async function changeEnrollment(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { id, call, others }: { id: string; call: Call; others: boolean },
  change: (row: EnrollmentRow, now: Date) => EnrollmentRow,
) {
  const userId = requireUserId(call)
  const now = clock()
  const row = await transact(db, async (tx) => {
    const before = isId(id) ? await lockEnrollment(tx, id) : undefined
    const mayChange =
      (others && hasScope(call, "enrollments:write")) || (before && idFromBytes(before.user_id) === userId)
    if (!before || !mayChange)
      throw notFound("ENROLLMENT_NOT_FOUND", "there is no enrolment of yours with this id", isId(id) ? id : undefined)
    const current = enrollmentAt(before, now)
    const after = change(current, now)
    if (after === before) return after
    if ((enrollmentEnd(after) ?? 0) < (enrollmentEnd(current) ?? 0))
      await tellEndedRight(tx, { userId: idFromBytes(after.user_id), courseId: idFromBytes(after.course_id) }, now)
    await updateEnrollment(tx, before, after)
    return after
  })
  return { enrollment: toEnrollment(row, now) }
}
