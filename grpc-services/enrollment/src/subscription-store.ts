import type { Subscription__Output } from "@lectern/contracts/elearning/enrollment/v1/Subscription.ts"
import { alreadyExists } from "@lectern/rpc/errors"
import { toTimestamp, toTimestampOrNull } from "@lectern/rpc/timestamp"
import { idFromBytes, idsToBytes, idToBytes } from "@lectern/service-kit/ids"
import { violatesUniqueKey } from "@lectern/service-kit/mysql-errors"
import type { Database, PlanRow, SubscriptionRow, SweptSubscriptionRow } from "./database.ts"
import { toPlan } from "./plan-store.ts"

export type SubscriptionWithPlan = SubscriptionRow &
  Pick<PlanRow, "name" | "billing_interval" | "amount_minor" | "currency_code">

const COLUMNS = [
  "s.id",
  "s.user_id",
  "s.plan_id",
  "s.status",
  "s.started_at",
  "s.period_start",
  "s.period_end",
  "s.auto_renew",
  "s.time_zone",
  "s.period_index",
  "s.payment_method",
  "s.version",
  "s.next_action_at",
  "s.renewal_attempts",
  "s.cancelled_at",
] as const
const PLAN_COLUMNS = ["p.name", "p.billing_interval", "p.amount_minor", "p.currency_code"] as const

/**
 * The current or last subscription of each of these people, in no particular order. That is the newest: another one
 * can only begin when none is live.
 */
export async function findNewestSubscriptions(
  db: Database,
  userIds: readonly string[],
): Promise<(SweptSubscriptionRow & SubscriptionWithPlan)[]> {
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
    .select(COLUMNS)
    .select(PLAN_COLUMNS)
    .execute()
}

/** Found ones, in no particular order; only those of `ownerId` when it is given. */
export async function findSubscriptions(
  db: Database,
  { ids, ownerId }: { ids: readonly (string | Buffer)[]; ownerId?: string | undefined },
): Promise<(SweptSubscriptionRow & SubscriptionWithPlan)[]> {
  const keys = idsToBytes(ids.map((id) => (typeof id === "string" ? id : idFromBytes(id))))
  const [owner] = ownerId === undefined ? [] : idsToBytes([ownerId])
  if (keys.length === 0 || (ownerId !== undefined && !owner)) return []
  return db
    .selectFrom("subscriptions as s")
    .innerJoin("plans as p", "p.id", "s.plan_id")
    .select(COLUMNS)
    .select(PLAN_COLUMNS)
    .where("s.id", "in", keys)
    .$if(owner !== undefined, (query) => query.where("s.user_id", "=", owner ?? Buffer.of()))
    .execute()
}

export const findLiveSubscription = (db: Database, userId: Buffer): Promise<SweptSubscriptionRow | undefined> =>
  db
    .selectFrom("subscriptions as s")
    .select(COLUMNS)
    .where("s.user_id", "=", userId)
    .where("s.live", "=", 1)
    .executeTakeFirst()

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

/** The subscription as it is, until the transaction's end. */
export const lockSubscription = (tx: Database, id: Buffer): Promise<SweptSubscriptionRow | undefined> =>
  tx.selectFrom("subscriptions as s").select(COLUMNS).where("s.id", "=", id).forUpdate().executeTakeFirst()

/** Locks up to `limit` that have something to do, the longest due ones first, leaving out what another replica has. */
export const lockDueSubscriptions = (
  tx: Database,
  { now, limit }: { now: Date; limit: number },
): Promise<SweptSubscriptionRow[]> =>
  tx
    .selectFrom("subscriptions as s")
    .select(COLUMNS)
    .where("s.next_action_at", "<=", now)
    .orderBy("s.next_action_at")
    .orderBy("s.id")
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()

export async function setNextAction(tx: Database, ids: readonly Buffer[], at: Date | null): Promise<void> {
  await tx.updateTable("subscriptions").set({ next_action_at: at }).where("id", "in", ids).execute()
}

/** Changes what a reader sees of it, so the etag changes too. */
export async function updateSubscription(
  tx: Database,
  { id, version }: Pick<SweptSubscriptionRow, "id" | "version">,
  change: Partial<Omit<SweptSubscriptionRow, "id" | "user_id" | "version">>,
): Promise<void> {
  await tx
    .updateTable("subscriptions")
    .set({ ...change, version: version + 1 })
    .where("id", "=", id)
    .execute()
}

export const toSubscription = (
  row: SubscriptionWithPlan & Partial<Pick<SweptSubscriptionRow, "cancelled_at">>,
): Subscription__Output => ({
  id: idFromBytes(row.id),
  userId: idFromBytes(row.user_id),
  plan: toPlan({ ...row, id: row.plan_id }),
  status: `SUBSCRIPTION_STATUS_${row.status}`,
  startTime: toTimestamp(row.started_at),
  periodStartTime: toTimestamp(row.period_start),
  periodEndTime: toTimestamp(row.period_end),
  autoRenew: row.auto_renew === 1,
  etag: String(row.version),
  cancelTime: toTimestampOrNull(row.cancelled_at),
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
