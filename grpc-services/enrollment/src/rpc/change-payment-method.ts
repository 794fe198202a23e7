import { Violations } from "@lectern/service-kit/validation"
import { changeSubscription, lookAt, requireLive } from "../change-subscription.ts"
import { checkPaymentToken } from "../payment-provider.ts"
import type { EnrollmentRpc } from "../service.ts"
import { updateSubscription } from "../subscription-store.ts"

export const changePaymentMethod: EnrollmentRpc<"changePaymentMethod"> =
  (deps) =>
  async ({ subscriptionId: id, paymentToken, etag }, call) => {
    const violations = new Violations()
    checkPaymentToken(violations, "payment_token", paymentToken)
    violations.throwIfAny()
    return {
      subscription: await changeSubscription(deps, call, { id, etag }, async (tx, subscription, now) => {
        requireLive(subscription)
        if (subscription.payment_method === paymentToken) return
        await updateSubscription(tx, subscription, {
          payment_method: paymentToken,
          next_action_at: lookAt(subscription, now),
        })
      }),
    }
  }
