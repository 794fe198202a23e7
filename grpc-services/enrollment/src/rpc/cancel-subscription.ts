import { changeSubscription, lookAt, requireLive } from "../change-subscription.ts"
import { findPlans } from "../plan-store.ts"
import { endSubscription, isRenewalInFlight } from "../renewal-sweep.ts"
import type { EnrollmentRpc } from "../service.ts"
import { updateSubscription } from "../subscription-store.ts"

export const cancelSubscription: EnrollmentRpc<"cancelSubscription"> =
  (deps) =>
  async ({ id, etag }, call) => ({
    subscription: await changeSubscription(deps, call, { id, etag }, async (tx, subscription, now) => {
      if (subscription.cancelled_at) return
      requireLive(subscription)
      const cancelled = { auto_renew: 0, cancelled_at: now } as const
      const isPeriodOver = now >= subscription.period_end
      if (!isPeriodOver || (await isRenewalInFlight(tx, subscription))) {
        await updateSubscription(tx, subscription, { ...cancelled, next_action_at: lookAt(subscription, now) })
        return
      }
      const [plan] = await findPlans(tx, [subscription.plan_id])
      if (!plan) throw new Error("a plan that a foreign key keeps is gone")
      await endSubscription(tx, { subscription: { ...subscription, ...cancelled }, plan, now, isOff: true })
    }),
  })
