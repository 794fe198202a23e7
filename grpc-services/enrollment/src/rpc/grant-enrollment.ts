import type { Enrollment__Output } from "@lectern/contracts/elearning/enrollment/v1/Enrollment.ts"
import { requireScope, requireUserId } from "@lectern/rpc/call"
import { notFound } from "@lectern/rpc/errors"
import { fromTimestampOrNull } from "@lectern/rpc/timestamp"
import { transact } from "@lectern/service-kit/database"
import { earlierReply, once } from "@lectern/service-kit/idempotency"
import { isId } from "@lectern/service-kit/ids"
import { Violations } from "@lectern/service-kit/validation"
import { beginEnrollment } from "../begin-enrollment.ts"
import { newEnrollment, toEnrollment } from "../enrollment-store.ts"
import { checkEnd } from "../enrollment.ts"
import type { EnrollmentRpc } from "../service.ts"

export const grantEnrollment: EnrollmentRpc<"grantEnrollment"> =
  ({ db, clock, courses: coursesService, users: usersService, metrics }) =>
  async ({ userId, courseId, expireTime, requestId }, call) => {
    requireScope(call, "enrollments:write")
    const now = clock()
    const expiresAt = fromTimestampOrNull(expireTime)
    const violations = new Violations()
    violations.id("request_id", requestId)
    violations.throwIfAny()

    const key = {
      scope: `grantEnrollment ${requireUserId(call)}`,
      requestId,
      request: { userId, courseId, expiresAt },
    }
    const earlier = await earlierReply<{ enrollment: Enrollment__Output }>(db, key)
    if (earlier) return { ...earlier, replayed: true }
    // Not before: what lay ahead at the first call may be over at the repeat.
    if (expiresAt) checkEnd(violations, "expire_time", expiresAt, now)
    violations.throwIfAny()
    const [{ users }, { courses }] = await Promise.all([
      usersService.batchGetUsers({ ids: [userId] }, call),
      coursesService.batchGetCourses({ ids: [courseId] }, call),
    ])
    if (!users.some(({ id }) => id === userId))
      throw notFound("USER_NOT_FOUND", "there is no account with this id", isId(userId) ? userId : undefined)
    if (!courses.some(({ id }) => id === courseId))
      throw notFound("COURSE_NOT_FOUND", "there is no course with this id", isId(courseId) ? courseId : undefined)

    const { reply, replayed } = await transact(db, (tx) =>
      once(tx, { ...key, now }, async () => {
        const row = newEnrollment({ userId, courseId, source: "GRANT", expiresAt }, now)
        await beginEnrollment(tx, row, now)
        return { enrollment: toEnrollment(row, now) }
      }),
    )
    if (!replayed) metrics.enrolled("GRANT")
    return { ...reply, replayed }
  }
