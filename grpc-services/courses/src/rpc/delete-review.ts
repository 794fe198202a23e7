import { requireUserId } from "@lectern/rpc/call"
import { required } from "@lectern/rpc/required"
import { transact } from "@lectern/service-kit/database"
import { deleteReview as deleteRow, findUserReviews } from "../course-review-store.ts"
import { countedScore, rated, reviewNotFound } from "../course-review.ts"
import { lockCourse, updateRating } from "../course-store.ts"
import { canSeeCourse } from "../course.ts"
import type { CoursesRpc } from "../service.ts"

export const deleteReview: CoursesRpc<"deleteReview"> =
  ({ db, clock, inTurn }) =>
  async ({ courseId }, call) => {
    const userId = requireUserId(call)
    // Nobody locks a course that is none of theirs.
    const [seen] = await findUserReviews(db, userId, [courseId])
    if (!seen) throw reviewNotFound(courseId)
    return inTurn(courseId, () =>
      transact(db, async (tx) => {
        const course = required(await lockCourse(tx, courseId))
        // Again, since another call may have deleted it before this one had the lock.
        const [review] = await findUserReviews(tx, userId, [courseId])
        if (!review) throw reviewNotFound(courseId)
        const rating = rated(required(course.rating), { before: countedScore(review), after: undefined })
        await deleteRow(tx, review, clock())
        await updateRating(tx, course.id, rating)
        return canSeeCourse(call.caller, course) ? { course: { ...course, rating } } : {}
      }),
    )
  }
