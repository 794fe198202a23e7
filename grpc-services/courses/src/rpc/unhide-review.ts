import { requireAdmin } from "../course.ts"
import { moderateReview } from "../moderate-review.ts"
import type { CoursesRpc } from "../service.ts"

export const unhideReview: CoursesRpc<"unhideReview"> =
  (deps) =>
  async ({ id }, call) => {
    requireAdmin(call, "unhide reviews")
    return moderateReview(deps, id, () => ({ hideTime: null, hideReason: "" }))
  }
