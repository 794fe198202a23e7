import { isSelfOr } from "@lectern/rpc/call"
import { requireBatch } from "@lectern/service-kit/validation"
import type { EnrollmentRpc } from "../service.ts"
import { findNewestSubscriptions, toSubscription } from "../subscription-store.ts"

const MAX_USERS = 200 // the enrollment subgraph's DataLoader uses the same bound

export const batchGetUserSubscriptions: EnrollmentRpc<"batchGetUserSubscriptions"> =
  ({ db }) =>
  async ({ userIds }, call) => {
    requireBatch("users", userIds.length, MAX_USERS)
    const rows = await findNewestSubscriptions(
      db,
      userIds.filter((id) => isSelfOr(call, id, "users:read")),
    )
    return { subscriptions: rows.map(toSubscription) }
  }
