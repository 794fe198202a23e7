import { hasScope } from "@lectern/rpc/call"
import { requireBatch } from "@lectern/service-kit/validation"
import type { EnrollmentRpc } from "../service.ts"
import { findSubscriptions, toSubscription } from "../subscription-store.ts"

const MAX_IDS = 200 // the enrollment subgraph's DataLoader uses the same bound

export const batchGetSubscriptions: EnrollmentRpc<"batchGetSubscriptions"> =
  ({ db }) =>
  async ({ ids }, call) => {
    requireBatch("subscriptions", ids.length, MAX_IDS)
    const seesAll = hasScope(call, "users:read")
    // Whoever has neither account nor scope owns nothing.
    const ownerId = seesAll ? undefined : (call.caller.userId ?? "")
    return { subscriptions: (await findSubscriptions(db, { ids, ownerId })).map(toSubscription) }
  }
