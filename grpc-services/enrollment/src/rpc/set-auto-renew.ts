import { failedPrecondition } from "@lectern/rpc/errors"
import { changeSubscription, lookAt, requireLive } from "../change-subscription.ts"
import type { EnrollmentRpc } from "../service.ts"
import { updateSubscription } from "../subscription-store.ts"

export const setAutoRenew: EnrollmentRpc<"setAutoRenew"> =
  (deps) =>
  async ({ subscriptionId: id, autoRenew, etag }, call) => ({
    subscription: await changeSubscription(deps, call, { id, etag }, async (tx, subscription, now) => {
      requireLive(subscription)
      if (autoRenew && subscription.payment_method === "")
        throw failedPrecondition("PAYMENT_METHOD_MISSING", "there is nothing to charge renewals to: give it first")
      const isAlready = (subscription.auto_renew === 1) === autoRenew
      if (isAlready && !(autoRenew && subscription.cancelled_at)) return
      await updateSubscription(tx, subscription, {
        auto_renew: autoRenew ? 1 : 0,
        ...(autoRenew ? { cancelled_at: null } : {}),
        next_action_at: lookAt(subscription, now),
      })
    }),
  })
