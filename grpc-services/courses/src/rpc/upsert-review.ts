import type { Review__Output } from "@lectern/contracts/elearning/courses/v1/Review.ts"
import type { UpsertReviewResponse__Output } from "@lectern/contracts/elearning/courses/v1/UpsertReviewResponse.ts"
import { requireUserId } from "@lectern/rpc/call"
import { permissionDenied } from "@lectern/rpc/errors"
import { required } from "@lectern/rpc/required"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { transact } from "@lectern/service-kit/database"
import { earlierReply, once } from "@lectern/service-kit/idempotency"
import { newId } from "@lectern/service-kit/ids"
import { Violations } from "@lectern/service-kit/validation"
import { findAnyReview, insertReview, updateReview } from "../course-review-store.ts"
import { checkReview, countedScore, rated, requireLearner } from "../course-review.ts"
import { findRatedCourses, lockCourse, updateRating } from "../course-store.ts"
import { canSeeCourse, courseNotFound } from "../course.ts"
import type { CoursesRpc } from "../service.ts"

export const upsertReview: CoursesRpc<"upsertReview"> =
  ({ db, clock, enrollment, inTurn }) =>
  async ({ review: given, requestId }, call) => {
    const userId = requireUserId(call)
    if (given?.userId && given.userId !== userId)
      throw permissionDenied("NOT_YOURS", "a review is written by its author only")
    const courseId = given?.courseId ?? ""
    const input = { score: given?.score ?? 0, comment: given?.comment.trim() ?? "" }
    const violations = new Violations()
    checkReview(violations, input)
    violations.throwIfAny()

    const key = { scope: `upsertReview ${userId}`, requestId, request: { courseId, ...input } }
    // A repeat is answered whether or not the enrollment service can be, and whatever became of the enrolment since.
    const earlier = await earlierReply<UpsertReviewResponse__Output>(db, key)
    if (earlier) return earlier
    // Before the transaction: the enrollment service asks this one about the course, and a lock or a connection that
    // waits for an answer of its own service may wait for ever.
    const [seen] = await findRatedCourses(db, [courseId])
    if (!seen || !canSeeCourse(call.caller, seen)) throw courseNotFound(courseId)
    if (seen.instructorId === userId) throw permissionDenied("OWN_COURSE", "nobody rates a course of their own")
    const { decisions } = await enrollment.batchCheckAccess({ courseIds: [courseId] }, call)
    requireLearner(decisions[0])

    const { reply } = await inTurn(courseId, () => {
      const now = clock()
      return transact(db, (tx) =>
        once(tx, { ...key, now }, async () => {
          // Also where there is no review yet: the lock lets two first ratings of one learner come one after the other.
          const course = await lockCourse(tx, courseId)
          if (!course) throw courseNotFound(courseId)
          const before = await findAnyReview(tx, { courseId: course.id, userId })
          const edited = before?.isDeleted ? undefined : before?.review
          const review: Review__Output = {
            id: edited?.id ?? newId(now),
            courseId: course.id,
            userId,
            ...input,
            createTime: edited?.createTime ?? toTimestamp(now),
            updateTime: toTimestamp(now),
            hideTime: before?.review.hideTime ?? null,
            hideReason: before?.review.hideReason ?? "",
          }
          await (before ? updateReview(tx, review) : insertReview(tx, review))
          const rating = rated(required(course.rating), { before: countedScore(edited), after: countedScore(review) })
          await updateRating(tx, course.id, rating)
          return { review, course: { ...course, rating } }
        }),
      )
    })
    return reply
  }
