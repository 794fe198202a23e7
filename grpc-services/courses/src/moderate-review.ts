import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import type { Review__Output } from "@lectern/contracts/elearning/courses/v1/Review.ts"
import { required } from "@lectern/rpc/required"
import { transact } from "@lectern/service-kit/database"
import { findReview, updateReview } from "./course-review-store.ts"
import { countedScore, rated, reviewNotFound } from "./course-review.ts"
import { lockCourse, updateRating } from "./course-store.ts"
import type { Deps } from "./deps.ts"

/** Hides a review or puts it back, and counts it accordingly. Throws NOT_FOUND / REVIEW_NOT_FOUND. */
export async function moderateReview(
  { db, inTurn }: Pick<Deps, "db" | "inTurn">,
  id: string,
  change: (review: Review__Output) => Pick<Review__Output, "hideTime" | "hideReason">,
): Promise<{ review: Review__Output; course: Course__Output }> {
  const seen = await findReview(db, id)
  if (!seen) throw reviewNotFound(id)
  return inTurn(seen.courseId, () =>
    transact(db, async (tx) => {
      const course = required(await lockCourse(tx, seen.courseId))
      // Again, since its author may have changed or deleted it before this call had the lock.
      const before = await findReview(tx, id)
      if (!before) throw reviewNotFound(id)
      const review = { ...before, ...change(before) }
      const rating = rated(required(course.rating), { before: countedScore(before), after: countedScore(review) })
      await updateReview(tx, review)
      await updateRating(tx, course.id, rating)
      return { review, course: { ...course, rating } }
    }),
  )
}
