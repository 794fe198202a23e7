import type { Renewal__Output } from "@lectern/contracts/elearning/enrollment/v1/Renewal.ts"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"
import type { Database, RenewalRow } from "./database.ts"

export async function insertRenewal(tx: Database, row: RenewalRow): Promise<void> {
  await tx.insertInto("renewals").values(row).execute()
}

/** Newest first, those before `beforeId` only. */
export const listRenewals = (
  db: Database,
  options: { subscriptionId: string; beforeId: string | undefined; limit: number },
): Promise<RenewalRow[]> =>
  db
    .selectFrom("renewals")
    .select([
      "id",
      "subscription_id",
      "period_index",
      "attempt",
      "period_start",
      "period_end",
      "outcome",
      "payment_id",
      "occurred_at",
    ])
    .where("subscription_id", "=", idToBytes(options.subscriptionId))
    .$if(options.beforeId !== undefined, (query) => query.where("id", "<", idToBytes(options.beforeId ?? "")))
    .orderBy("id", "desc")
    .limit(options.limit)
    .execute()

export const toRenewal = (row: RenewalRow): Renewal__Output => ({
  id: idFromBytes(row.id),
  subscriptionId: idFromBytes(row.subscription_id),
  periodStartTime: toTimestamp(row.period_start),
  periodEndTime: toTimestamp(row.period_end),
  outcome: `RENEWAL_OUTCOME_${row.outcome}`,
  occurTime: toTimestamp(row.occurred_at),
})
