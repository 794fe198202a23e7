import { Violations } from "@lectern/service-kit/validation"
import { changeSubscription, lookAt, requireLive } from "../change-subscription.ts"
import type { EnrollmentRpc } from "../service.ts"
import { updateSubscription } from "../subscription-store.ts"

const MAX_TOKEN_CHARACTERS = 255

export const changePaymentMethod: EnrollmentRpc<"changePaymentMethod"> =
  (deps) =>
  async ({ subscriptionId: id, paymentToken, etag }, call) => {
    const violations = new Violations()
    violations.text("payment_token", paymentToken, { min: 1, max: MAX_TOKEN_CHARACTERS })
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
