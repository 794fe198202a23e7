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
    return inTurn(courseId, () =>
      transact(db, async (tx) => {
        const course = await lockCourse(tx, courseId)
        const [review] = await findUserReviews(tx, userId, [courseId])
        if (!course || !review) throw reviewNotFound(courseId)
        const rating = rated(required(course.rating), { before: countedScore(review), after: undefined })
        await deleteRow(tx, review, clock())
        await updateRating(tx, course.id, rating)
        return canSeeCourse(call.caller, course) ? { course: { ...course, rating } } : {}
      }),
    )
  }
