import { readReviewPages } from "../review-pages.ts"
import type { CoursesRpc } from "../service.ts"

export const listReviews: CoursesRpc<"listReviews"> =
  (deps) =>
  async ({ courseId, ...page }, { caller }) => {
    const [answer] = await readReviewPages(deps, { courseIds: [courseId], ...page }, caller)
    return answer ?? {}
  }
