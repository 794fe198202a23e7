import { requireScope } from "@lectern/rpc/call"
import { notFound } from "@lectern/rpc/errors"
import { isId } from "@lectern/service-kit/ids"
import { archivePlan as updatePlan, findPlan, toPlan } from "../plan-store.ts"
import type { EnrollmentRpc } from "../service.ts"

export const archivePlan: EnrollmentRpc<"archivePlan"> =
  ({ db, clock }) =>
  async ({ id }, call) => {
    requireScope(call, "enrollments:write")
    const plan = isId(id) ? await findPlan(db, id) : undefined
    if (!plan) throw notFound("PLAN_NOT_FOUND", "there is no plan with this id", isId(id) ? id : undefined)
    await updatePlan(db, id, clock())
    return { plan: toPlan(plan) }
  }
