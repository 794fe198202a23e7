import type { AccessDecision__Output } from "@lectern/contracts/elearning/enrollment/v1/AccessDecision.ts"
import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import type { Caller } from "@lectern/rpc/passport"
import type { Call } from "@lectern/rpc/call"
import { toTimestampOrNull } from "@lectern/rpc/timestamp"
import { idFromBytes, idFromBytesOrEmpty } from "@lectern/service-kit/ids"
import type { Deps } from "./deps.ts"
import { findDecidingEnrollments } from "./enrollment-store.ts"
import { decideAccess, type AccessEvidence } from "./entitlement.ts"
import { findNewestSubscriptions } from "./subscription-store.ts"

/** Decides for a person, a course and whether a preview is asked for. */
type Decide = (caller: Pick<Caller, "userId" | "role">, courseId: string, isPreview: boolean) => AccessDecision__Output

/** Reads the facts about these people in these courses, with one call to courses and two statements. */
export async function accessDecisions(
  { db, clock, courses: coursesService }: Pick<Deps, "db" | "clock" | "courses">,
  { userIds, courseIds }: { userIds: readonly string[]; courseIds: readonly string[] },
  call: Call,
): Promise<Decide> {
  const now = clock()
  const [{ courses }, enrollments, subscriptions] = await Promise.all([
    coursesService.batchGetCourses({ ids: [...new Set(courseIds)] }, call),
    findDecidingEnrollments(db, { userIds, courseIds }),
    findNewestSubscriptions(db, userIds),
  ])
  const courseById = new Map(courses.map((course) => [course.id, course]))
  const pair = (userId: string, courseId: string) => `${userId} ${courseId}`
  const enrollmentByPair = new Map(
    enrollments.map((row) => [pair(idFromBytes(row.user_id), idFromBytes(row.course_id)), row]),
  )
  const subscriptionByUser = new Map(subscriptions.map((row) => [idFromBytes(row.user_id), row]))
  return (caller, courseId, isPreview) => {
    const { userId = "" } = caller
    const { granted, reason, validUntil, evidence, remedy } = decideAccess({
      caller,
      course: toCourseFacts(courseById.get(courseId)),
      isPreview,
      enrollment: enrollmentByPair.get(pair(userId, courseId)),
      subscription: subscriptionByUser.get(userId),
      now,
    })
    return {
      courseId,
      granted,
      reason: `ACCESS_REASON_${reason}`,
      validUntilTime: toTimestampOrNull(validUntil),
      evidence: toEvidence(evidence),
      remedy: `ACCESS_REMEDY_${remedy}`,
    }
  }
}

const toCourseFacts = (course: Course__Output | undefined) =>
  course && {
    instructorId: course.instructorId,
    isPublished: course.status === "COURSE_STATUS_PUBLISHED",
    isFree: course.price === null,
  }

const toEvidence = (evidence: AccessEvidence): AccessDecision__Output["evidence"] =>
  Object.keys(evidence).length === 0
    ? null
    : {
        enrollmentId: idFromBytesOrEmpty(evidence.enrollmentId ?? null),
        subscriptionId: idFromBytesOrEmpty(evidence.subscriptionId ?? null),
        staffRole: `STAFF_ROLE_${evidence.staffRole ?? "UNSPECIFIED"}`,
        preview: evidence.isPreview ?? false,
      }
