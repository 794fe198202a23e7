import type { ReviewPage__Output } from "@lectern/contracts/elearning/courses/v1/ReviewPage.ts"
import type { Caller } from "@lectern/rpc/passport"
import { pageSize, toPage } from "@lectern/service-kit/paging"
import { Violations } from "@lectern/service-kit/validation"
import { listReviews } from "./course-review-store.ts"
import { countFrom } from "./course-review.ts"
import { findRatedCourses } from "./course-store.ts"
import { canSeeCourse } from "./course.ts"
import type { Deps } from "./deps.ts"

export const REVIEW_PAGE_SIZES = { standard: 10, most: 100 }

/**
 * A page of the reviews of each of these courses that the caller may see. A page token belongs to one course, so there
 * is none for several.
 */
export async function readReviewPages(
  { db, tokens }: Pick<Deps, "db" | "tokens">,
  request: { courseIds: readonly string[]; pageSize: number; pageToken: string; minScore: number },
  caller: Caller,
): Promise<ReviewPage__Output[]> {
  const { minScore } = request
  const size = pageSize(request.pageSize, REVIEW_PAGE_SIZES)
  const violations = new Violations()
  violations.integer("min_score", minScore, { min: 0, max: 5 })
  violations.throwIfAny()
  const listOf = (courseId: string) => `reviews ${courseId.toLowerCase()} ${minScore}`
  const [beforeId] = tokens.decode(listOf(request.courseIds[0] ?? ""), request.pageToken) ?? []

  const courses = (await findRatedCourses(db, request.courseIds)).filter((course) => canSeeCourse(caller, course))
  const reviews = await listReviews(db, {
    courseIds: courses.map(({ id }) => id),
    beforeId: beforeId?.toString(),
    minScore,
    limit: size + 1,
  })
  return courses.map(({ id, rating }) => {
    const { page, cursors, nextPageToken } = toPage(reviews.get(id) ?? [], size, (review) =>
      tokens.encode(listOf(id), [review.id]),
    )
    return { courseId: id, reviews: page, cursors, nextPageToken, totalSize: countFrom(rating, minScore) }
  })
}
