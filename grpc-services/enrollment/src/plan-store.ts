import type { Plan__Output } from "@lectern/contracts/elearning/enrollment/v1/Plan.ts"
import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"
import type { Database, PlanRow } from "./database.ts"

export async function insertPlan(tx: Database, row: PlanRow): Promise<void> {
  await tx.insertInto("plans").values(row).execute()
}

/** On sale or not. */
export const findPlan = (db: Database, id: string): Promise<PlanRow | undefined> =>
  db.selectFrom("plans").selectAll().where("id", "=", idToBytes(id)).executeTakeFirst()

/** Found ones, in no particular order. */
export const findPlans = (db: Database, ids: readonly Buffer[]): Promise<PlanRow[]> =>
  db.selectFrom("plans").selectAll().where("id", "in", ids).execute()

/** Oldest first. */
export const listPlansOnSale = (db: Database, limit: number): Promise<PlanRow[]> =>
  db.selectFrom("plans").selectAll().where("archived_at", "is", null).orderBy("id").limit(limit).execute()

/** How many are on sale, `limit` at most; others who would put one on sale wait. */
export async function lockPlansOnSale(tx: Database, limit: number): Promise<number> {
  const rows = await tx
    .selectFrom("plans")
    .select("id")
    .where("archived_at", "is", null)
    .orderBy("id")
    .limit(limit)
    .forUpdate()
    .execute()
  return rows.length
}

/** Does nothing to one that is off sale. */
export async function archivePlan(db: Database, id: string, now: Date): Promise<void> {
  await db
    .updateTable("plans")
    .set({ archived_at: now })
    .where("id", "=", idToBytes(id))
    .where("archived_at", "is", null)
    .execute()
}

export const toPlan = (row: Omit<PlanRow, "archived_at">): Plan__Output => ({
  id: idFromBytes(row.id),
  name: row.name,
  interval: `BILLING_INTERVAL_${row.billing_interval}`,
  price: { amountMinor: row.amount_minor, currencyCode: row.currency_code },
})
