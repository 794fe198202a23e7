import type { Subscription__Output } from "@lectern/contracts/elearning/enrollment/v1/Subscription.ts"
import { requireUserId, type Call } from "@lectern/rpc/call"
import { failedPrecondition, notFound } from "@lectern/rpc/errors"
import { transact } from "@lectern/service-kit/database"
import { requireEtag } from "@lectern/service-kit/etag"
import { idFromBytes, idToBytes, isId } from "@lectern/service-kit/ids"
import type { Database, SweptSubscriptionRow } from "./database.ts"
import type { Deps } from "./deps.ts"
import { CLAIM_MS } from "./renewal-sweep.ts"
import { findSubscriptions, lockSubscription, toSubscription } from "./subscription-store.ts"

/** Changes a subscription of the caller's, which `change` gets locked; answers with what it is afterwards. */
export async function changeSubscription(
  { db, clock }: Pick<Deps, "db" | "clock">,
  call: Call,
  { id, etag }: { id: string; etag: string },
  change: (tx: Database, subscription: SweptSubscriptionRow, now: Date) => Promise<void>,
): Promise<Subscription__Output> {
  const userId = requireUserId(call)
  if (!isId(id)) throw subscriptionNotFound()
  return transact(db, async (tx) => {
    const subscription = await lockSubscription(tx, idToBytes(id))
    if (!subscription || idFromBytes(subscription.user_id) !== userId) throw subscriptionNotFound(id)
    requireEtag(etag, String(subscription.version))
    await change(tx, subscription, clock())
    const [changed] = await findSubscriptions(tx, { ids: [id] })
    if (!changed) throw new Error("a subscription that is locked is gone")
    return toSubscription(changed)
  })
}

export const subscriptionNotFound = (id?: string) =>
  notFound("SUBSCRIPTION_NOT_FOUND", "there is no subscription with this id", id)

export function requireLive({ status }: SweptSubscriptionRow): void {
  if (status !== "ACTIVE" && status !== "GRACE")
    throw failedPrecondition("SUBSCRIPTION_ENDED", "this subscription has ended: make a new one")
}

/** When the sweep may look at a subscription that was changed: after its period, only when no replica can be at it. */
export const lookAt = ({ period_end }: SweptSubscriptionRow, now: Date): Date =>
  now < period_end ? now : new Date(now.getTime() + CLAIM_MS)
