import { listPlansOnSale, toPlan } from "../plan-store.ts"
import type { EnrollmentRpc } from "../service.ts"

/** That many can be on sale at once. */
export const MAX_PLANS = 100

export const listPlans: EnrollmentRpc<"listPlans"> =
  ({ db }) =>
  async () => ({ plans: (await listPlansOnSale(db, MAX_PLANS)).map(toPlan) })
