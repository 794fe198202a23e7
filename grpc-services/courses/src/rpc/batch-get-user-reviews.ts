import { requireUserId } from "@lectern/rpc/call"
import { permissionDenied } from "@lectern/rpc/errors"
import { requireBatch } from "@lectern/service-kit/validation"
import { findUserReviews } from "../course-review-store.ts"
import type { CoursesRpc } from "../service.ts"

const MAX_COURSES = 200 // the courses subgraph's DataLoader uses the same bound

export const batchGetUserReviews: CoursesRpc<"batchGetUserReviews"> =
  ({ db }) =>
  async ({ userId, courseIds }, call) => {
    const callerId = requireUserId(call)
    if (userId !== callerId) throw permissionDenied("NOT_YOURS", "only the account itself may do this")
    requireBatch("courses", courseIds.length, MAX_COURSES)
    return { reviews: await findUserReviews(db, callerId, courseIds) }
  }
