import { requireUserId, type Call } from "@lectern/rpc/call"
import { notFound } from "@lectern/rpc/errors"
import { transact } from "@lectern/service-kit/database"
import { earlierReply, once } from "@lectern/service-kit/idempotency"
import { idToBytes, isId } from "@lectern/service-kit/ids"
import { Violations } from "@lectern/service-kit/validation"
import { isTimeZone } from "../billing-period.ts"
import type { PlanRow } from "../database.ts"
import type { Deps } from "../deps.ts"
import { findPlan } from "../plan-store.ts"
import { checkPaymentToken } from "../payment-provider.ts"
import { answerPurchase, reservePurchase } from "../purchase-saga.ts"
import type { EnrollmentRpc } from "../service.ts"

export const purchaseSubscription: EnrollmentRpc<"purchaseSubscription"> =
  (deps) =>
  async ({ planId, paymentToken, autoRenew, requestId }, call) => {
    const { db, clock } = deps
    const userId = requireUserId(call)
    const violations = new Violations()
    violations.id("request_id", requestId)
    checkPaymentToken(violations, "payment_token", paymentToken)
    violations.throwIfAny()

    const key = { scope: `purchaseSubscription ${userId}`, requestId, request: { planId, paymentToken, autoRenew } }
    const answer = async ({ purchaseId }: { purchaseId: string }, replayed: boolean) => {
      const { subscription = null } = await answerPurchase(deps, purchaseId)
      return { subscription, replayed }
    }
    // A repeat is answered whether or not the users service can be, and whatever became of the plan since.
    const earlier = await earlierReply<{ purchaseId: string }>(db, key)
    if (earlier) return answer(earlier, true)
    const plan = await getPlanOnSale(deps, planId)
    const timeZone = await timeZoneOf(deps, userId, call)

    const now = clock()
    const { reply, replayed } = await transact(db, (tx) =>
      once(tx, { ...key, now }, async () => {
        const wanted = {
          user_id: idToBytes(userId),
          kind: "SUBSCRIPTION",
          subject_id: plan.id,
          amount_minor: plan.amount_minor,
          currency_code: plan.currency_code,
          payment_token: paymentToken,
          auto_renew: autoRenew ? 1 : 0,
          time_zone: timeZone,
        } as const
        return { purchaseId: await reservePurchase(tx, wanted, now) }
      }),
    )
    return answer(reply, replayed)
  }

async function getPlanOnSale({ db }: Deps, planId: string): Promise<PlanRow> {
  const plan = isId(planId) ? await findPlan(db, planId) : undefined
  if (plan?.archived_at === null) return plan
  throw notFound("PLAN_NOT_FOUND", "there is no plan on sale with this id", isId(planId) ? planId : undefined)
}

/** That of the profile. One that this runtime does not know must not cost anybody their subscription: UTC then. */
async function timeZoneOf({ users: usersService }: Deps, userId: string, call: Call): Promise<string> {
  const { users } = await usersService.batchGetUsers({ ids: [userId] }, call)
  const timeZone = users[0]?.timeZone ?? ""
  return isTimeZone(timeZone) ? timeZone : "UTC"
}
