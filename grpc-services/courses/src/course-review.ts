import type { RatingSummary__Output } from "@lectern/contracts/elearning/courses/v1/RatingSummary.ts"
import type { AccessDecision__Output } from "@lectern/contracts/elearning/enrollment/v1/AccessDecision.ts"
import type { Review__Output } from "@lectern/contracts/elearning/courses/v1/Review.ts"
import { notFound, ServiceError } from "@lectern/rpc/errors"
import type { Violations } from "@lectern/service-kit/validation"

/** The rules of a review's own fields. */
export function checkReview(violations: Violations, review: { score: number; comment: string }): void {
  violations.integer("review.score", review.score, { min: 1, max: 5 })
  violations.text("review.comment", review.comment, { min: 0, max: 4000 })
}

/** Throws PERMISSION_DENIED / NOT_ENTITLED unless the decision lets the caller play the course as a learner. */
export function requireLearner(decision: AccessDecision__Output | undefined): void {
  const reason = decision?.reason.replace("ACCESS_REASON_", "") ?? "UNSPECIFIED"
  if (decision?.granted && (reason === "ENROLLED" || reason === "SUBSCRIBED")) return
  throw new ServiceError(
    "PERMISSION_DENIED",
    "NOT_ENTITLED",
    `only who is enrolled in a course or has a subscription may rate it: the decision is ${reason}`,
    { metadata: { accessReason: reason } },
  )
}

export const reviewNotFound = (id: string) => notFound("REVIEW_NOT_FOUND", `there is no review ${id}`, id)

/** What a review adds to the summary; undefined for none and for one that is hidden. */
export const countedScore = (review: Review__Output | undefined): number | undefined =>
  review && !review.hideTime ? review.score : undefined

/** The summary after one learner's score went from `before` to `after`; undefined stands for one that does not count. */
export function rated(
  summary: RatingSummary__Output,
  { before, after }: { before: number | undefined; after: number | undefined },
): RatingSummary__Output {
  return {
    scoreSum: summary.scoreSum + (after ?? 0) - (before ?? 0),
    count: summary.count + (after === undefined ? 0 : 1) - (before === undefined ? 0 : 1),
    histogram: summary.histogram.map((count, index) => {
      const score = index + 1
      return count + (score === after ? 1 : 0) - (score === before ? 1 : 0)
    }),
  }
}

/** How many of the reviews have at least this score; 0 stands for any. */
export const countFrom = ({ histogram }: RatingSummary__Output, minScore: number): number =>
  histogram.slice(Math.max(0, minScore - 1)).reduce((sum, count) => sum + count, 0)
