import { fromTimestamp } from "@lectern/rpc/timestamp"
import { pageSize, toPage } from "@lectern/service-kit/paging"
import { countHiddenReviews, listHiddenReviews as selectHiddenReviews } from "../course-review-store.ts"
import { requireAdmin } from "../course.ts"
import { REVIEW_PAGE_SIZES } from "../review-pages.ts"
import type { CoursesRpc } from "../service.ts"

const LIST = "hidden reviews"

export const listHiddenReviews: CoursesRpc<"listHiddenReviews"> =
  ({ db, tokens }) =>
  async ({ pageSize: requested, pageToken }, call) => {
    requireAdmin(call, "list hidden reviews")
    const size = pageSize(requested, REVIEW_PAGE_SIZES)
    const [hiddenAt, id] = tokens.decode(LIST, pageToken) ?? []
    const before = id === undefined ? undefined : { hiddenAt: new Date(Number(hiddenAt)), id: String(id) }
    const [reviews, totalSize] = await Promise.all([
      selectHiddenReviews(db, { before, limit: size + 1 }),
      countHiddenReviews(db),
    ])
    const { page, cursors, nextPageToken } = toPage(reviews, size, (review) =>
      tokens.encode(LIST, [fromTimestamp(review.hideTime).getTime(), review.id]),
    )
    return { reviews: page, cursors, nextPageToken, totalSize }
  }
