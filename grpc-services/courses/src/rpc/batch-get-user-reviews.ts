import { requireOwnUserId } from "@lectern/rpc/call"
import { requireBatch } from "@lectern/service-kit/validation"
import { findUserReviews } from "../course-review-store.ts"
import type { CoursesRpc } from "../service.ts"

const MAX_COURSES = 200 // the courses subgraph's DataLoader uses the same bound

export const batchGetUserReviews: CoursesRpc<"batchGetUserReviews"> =
  ({ db }) =>
  async ({ userId, courseIds }, call) => {
    requireOwnUserId(call, userId)
    requireBatch("courses", courseIds.length, MAX_COURSES)
    return { reviews: await findUserReviews(db, userId, courseIds) }
  }
