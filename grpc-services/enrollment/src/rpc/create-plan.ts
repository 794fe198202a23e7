import type { Plan__Output } from "@lectern/contracts/elearning/enrollment/v1/Plan.ts"
import { requireScope, requireUserId } from "@lectern/rpc/call"
import { enumName } from "@lectern/rpc/enum-name"
import { failedPrecondition } from "@lectern/rpc/errors"
import { required } from "@lectern/rpc/required"
import { transact } from "@lectern/service-kit/database"
import { once } from "@lectern/service-kit/idempotency"
import { idToBytes, newId } from "@lectern/service-kit/ids"
import { Violations } from "@lectern/service-kit/validation"
import type { PlanRow } from "../database.ts"
import { checkMoney } from "../money.ts"
import { insertPlan, lockPlansOnSale, toPlan } from "../plan-store.ts"
import type { EnrollmentRpc } from "../service.ts"
import { MAX_PLANS } from "./list-plans.ts"

const NO_PLAN: Plan__Output = { id: "", name: "", interval: "BILLING_INTERVAL_UNSPECIFIED", price: null }

export const createPlan: EnrollmentRpc<"createPlan"> =
  ({ db, clock }) =>
  async ({ plan: given, requestId }, call) => {
    requireScope(call, "enrollments:write")
    const plan = given ?? NO_PLAN
    const violations = new Violations()
    violations.id("request_id", requestId)
    violations.text("plan.name", plan.name.trim(), { min: 1, max: 80 })
    violations.check(
      plan.interval === "BILLING_INTERVAL_MONTH" || plan.interval === "BILLING_INTERVAL_YEAR",
      "plan.interval",
      "known",
      "MONTH or YEAR is expected",
    )
    checkMoney(violations, "plan.price", plan.price, { min: 1 })
    violations.throwIfAny()

    const now = clock()
    const key = { scope: `createPlan ${requireUserId(call)}`, requestId, request: plan, now }
    const { reply } = await transact(db, (tx) =>
      once(tx, key, async () => {
        if ((await lockPlansOnSale(tx, MAX_PLANS)) === MAX_PLANS)
          throw failedPrecondition("TOO_MANY_PLANS", `${MAX_PLANS} plans are on sale: archive one first`)
        const row = toRow(plan, now)
        await insertPlan(tx, row)
        return { plan: toPlan(row) }
      }),
    )
    return reply
  }

function toRow({ name, interval, price }: Plan__Output, now: Date): PlanRow {
  const { amountMinor, currencyCode } = required(price)
  return {
    id: idToBytes(newId(now)),
    name: name.trim(),
    billing_interval: enumName("BILLING_INTERVAL_", interval),
    amount_minor: amountMinor,
    currency_code: currencyCode,
    archived_at: null,
  }
}
