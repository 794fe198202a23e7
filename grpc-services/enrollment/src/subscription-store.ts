import type { Subscription__Output } from "@lectern/contracts/elearning/enrollment/v1/Subscription.ts"
import { alreadyExists } from "@lectern/rpc/errors"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { idFromBytes, idsToBytes } from "@lectern/service-kit/ids"
import { violatesUniqueKey } from "@lectern/service-kit/mysql-errors"
import type { Database, PlanRow, SubscriptionRow } from "./database.ts"
import { subscriptionEnd } from "./entitlement.ts"
import { toPlan } from "./plan-store.ts"

const COLUMNS = [
  "id",
  "user_id",
  "plan_id",
  "status",
  "started_at",
  "period_start",
  "period_end",
  "auto_renew",
  "time_zone",
  "period_index",
  "payment_method",
  "version",
] as const

export type SubscriptionWithPlan = SubscriptionRow & Omit<PlanRow, "id" | "archived_at">

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

export const findLiveSubscription = (db: Database, userId: Buffer): Promise<SubscriptionRow | undefined> =>
  db.selectFrom("subscriptions").select(COLUMNS).where("user_id", "=", userId).where("live", "=", 1).executeTakeFirst()

/** Throws ALREADY_EXISTS / ALREADY_SUBSCRIBED with the etag of the live one. */
export async function insertSubscription(tx: Database, row: SubscriptionRow): Promise<void> {
  try {
    await tx.insertInto("subscriptions").values(row).execute()
  } catch (error) {
    if (!violatesUniqueKey(error, "subscriptions_one_live_unique")) throw error
    throw alreadySubscribed(await findLiveSubscription(tx, row.user_id), error)
  }
}

export const alreadySubscribed = (live: SubscriptionRow | undefined, cause?: unknown) =>
  alreadyExists(
    "ALREADY_SUBSCRIBED",
    "you have a subscription already",
    live ? { currentEtag: String(live.version) } : {},
    cause,
  )

/** Ends a live one that grants nothing any more and will not be renewed, so that it does not stand in the way of a new one. */
export async function endOverdueSubscription(tx: Database, userId: Buffer, now: Date): Promise<void> {
  const live = await findLiveSubscription(tx, userId)
  const end = live && subscriptionEnd(live)
  if (!live || end === undefined || end > now.getTime() || (live.status === "ACTIVE" && live.auto_renew === 1)) return
  await tx
    .updateTable("subscriptions")
    .set({ status: "EXPIRED", version: live.version + 1 })
    .where("id", "=", live.id)
    .where("version", "=", live.version)
    .execute()
}

export const toSubscription = (row: SubscriptionWithPlan): Subscription__Output => ({
  id: idFromBytes(row.id),
  userId: idFromBytes(row.user_id),
  plan: toPlan({ ...row, id: row.plan_id }),
  status: `SUBSCRIPTION_STATUS_${row.status}`,
  startTime: toTimestamp(row.started_at),
  periodStartTime: toTimestamp(row.period_start),
  periodEndTime: toTimestamp(row.period_end),
  autoRenew: row.auto_renew === 1,
  etag: String(row.version),
})
