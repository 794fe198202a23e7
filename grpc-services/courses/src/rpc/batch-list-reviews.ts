import { pageSize } from "@lectern/service-kit/paging"
import { requireBatch } from "@lectern/service-kit/validation"
import { readReviewPages, REVIEW_PAGE_SIZES } from "../review-pages.ts"
import type { CoursesRpc } from "../service.ts"

const MAX_COURSES = 100
const MAX_REVIEWS = 1000

export const batchListReviews: CoursesRpc<"batchListReviews"> =
  (deps) =>
  async ({ courseIds, pageSize: requested, minScore }, { caller }) => {
    requireBatch("courses", courseIds.length, MAX_COURSES)
    requireBatch("reviews", courseIds.length * pageSize(requested, REVIEW_PAGE_SIZES), MAX_REVIEWS)
    return { pages: await readReviewPages(deps, { courseIds, pageSize: requested, pageToken: "", minScore }, caller) }
  }
