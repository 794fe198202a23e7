import type { Database, PlanRow } from "./database.ts"

/** Found ones, in no particular order. */
export const findPlans = (db: Database, ids: readonly Buffer[]): Promise<PlanRow[]> =>
  db.selectFrom("plans").selectAll().where("id", "in", ids).execute()
