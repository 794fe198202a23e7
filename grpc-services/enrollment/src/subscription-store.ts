import type { Subscription__Output } from "@lectern/contracts/elearning/enrollment/v1/Subscription.ts"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { idFromBytes, idsToBytes, idToBytes } from "@lectern/service-kit/ids"
import type { Database, PlanRow, SubscriptionRow } from "./database.ts"

export type SubscriptionWithPlan = SubscriptionRow & Omit<PlanRow, "id">

/**
 * The current or last subscription of each of these people, in no particular order. That is the newest: another one
 * can only begin when none is live.
 */
export async function findNewestSubscriptions(
  db: Database,
  userIds: readonly string[],
): Promise<SubscriptionWithPlan[]> {
  const keys = idsToBytes(userIds)
  if (keys.length === 0) return []
  return db
    .selectFrom((query) =>
      query
        .selectFrom("subscriptions")
        .select((column) => column.fn.max("id").as("newest_id"))
        .where("user_id", "in", keys)
        .groupBy("user_id")
        .as("newest"),
    )
    .innerJoin("subscriptions as s", "s.id", "newest.newest_id")
    .innerJoin("plans as p", "p.id", "s.plan_id")
    .select([
      "s.id",
      "s.user_id",
      "s.plan_id",
      "s.status",
      "s.started_at",
      "s.period_start",
      "s.period_end",
      "s.version",
    ])
    .select([
      "s.auto_renew",
      "s.time_zone",
      "s.period_index",
      "s.payment_method",
      "p.name",
      "p.billing_interval",
      "p.amount_minor",
      "p.currency_code",
    ])
    .execute()
}

export const toSubscription = (row: SubscriptionWithPlan): Subscription__Output => ({
  id: idFromBytes(row.id),
  userId: idFromBytes(row.user_id),
  plan: {
    id: idFromBytes(row.plan_id),
    name: row.name,
    interval: `BILLING_INTERVAL_${row.billing_interval}`,
    price: { amountMinor: row.amount_minor, currencyCode: row.currency_code },
  },
  status: `SUBSCRIPTION_STATUS_${row.status}`,
  startTime: toTimestamp(row.started_at),
  periodStartTime: toTimestamp(row.period_start),
  periodEndTime: toTimestamp(row.period_end),
  autoRenew: row.auto_renew === 1,
  etag: String(row.version),
})

/** Nothing of this person can be charged again. */
export async function forgetPaymentMethods(db: Database, userId: string): Promise<void> {
  await db
    .updateTable("subscriptions")
    .set((subscription) => ({ payment_method: "", auto_renew: 0, version: subscription("version", "+", 1) }))
    .where("user_id", "=", idToBytes(userId))
    .where((where) => where.or([where("payment_method", "!=", ""), where("auto_renew", "=", 1)]))
    .execute()
}
