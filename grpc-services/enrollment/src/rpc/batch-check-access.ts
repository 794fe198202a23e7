import type { AccessDecision__Output } from "@lectern/contracts/elearning/enrollment/v1/AccessDecision.ts"
import { toTimestampOrNull } from "@lectern/rpc/timestamp"
import { idFromBytes } from "@lectern/service-kit/ids"
import { requireBatch } from "@lectern/service-kit/validation"
import { findLiveEnrollments } from "../enrollment-store.ts"
import { decideAccess } from "../entitlement.ts"
import type { EnrollmentRpc } from "../service.ts"
import { findNewestSubscriptions } from "../subscription-store.ts"

const MAX_COURSES = 200 // BatchGetCourses takes as many

export const batchCheckAccess: EnrollmentRpc<"batchCheckAccess"> =
  ({ db, clock, courses: coursesService }) =>
  async ({ courseIds, previewCourseIds }, call) => {
    requireBatch("courses", courseIds.length, MAX_COURSES)
    requireBatch("courses", previewCourseIds.length, MAX_COURSES)
    const ids = [...new Set([...courseIds, ...previewCourseIds])]
    requireBatch("courses", ids.length, MAX_COURSES)
    if (ids.length === 0) return { decisions: [], previewDecisions: [] }

    const now = clock()
    const { userId } = call.caller
    const [{ courses }, enrollments, [subscription]] = await Promise.all([
      coursesService.batchGetCourses({ ids }, call),
      userId === undefined ? [] : findLiveEnrollments(db, { userId, courseIds: ids, now }),
      userId === undefined ? [] : findNewestSubscriptions(db, [userId]),
    ])
    const courseById = new Map(courses.map((course) => [course.id, course]))
    const enrollmentByCourse = new Map(enrollments.map((row) => [idFromBytes(row.course_id), row]))
    const decide = (courseId: string, isPreview: boolean): AccessDecision__Output => {
      const course = courseById.get(courseId)
      const { granted, reason, validUntil } = decideAccess({
        caller: call.caller,
        course: course && {
          instructorId: course.instructorId,
          isPublished: course.status === "COURSE_STATUS_PUBLISHED",
        },
        isPreview,
        enrollment: enrollmentByCourse.get(courseId),
        subscription,
        now,
      })
      return { courseId, granted, reason: `ACCESS_REASON_${reason}`, validUntilTime: toTimestampOrNull(validUntil) }
    }
    return {
      decisions: courseIds.map((id) => decide(id, false)),
      previewDecisions: previewCourseIds.map((id) => decide(id, true)),
    }
  }
