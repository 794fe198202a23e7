import { alreadyExists } from "@lectern/rpc/errors"
import { transact } from "@lectern/service-kit/database"
import { violatesUniqueKey } from "@lectern/service-kit/mysql-errors"
import type { Database, PurchaseRow } from "./database.ts"

const COLUMNS = [
  "id",
  "user_id",
  "kind",
  "subject_id",
  "amount_minor",
  "currency_code",
  "payment_token",
  "auto_renew",
  "time_zone",
  "state",
  "refusal",
  "reply",
  "attempts",
  "due_at",
  "created_at",
] as const

/** Throws ALREADY_EXISTS / PURCHASE_IN_PROGRESS while the person's purchase of the same right has not ended. */
export async function insertPurchase(tx: Database, row: PurchaseRow): Promise<void> {
  try {
    await tx.insertInto("purchases").values(row).execute()
  } catch (error) {
    if (!violatesUniqueKey(error, "purchases_one_open_unique")) throw error
    throw alreadyExists("PURCHASE_IN_PROGRESS", "another purchase of the same is not finished yet", {}, error)
  }
}

export const getPurchase = (db: Database, id: Buffer): Promise<PurchaseRow> =>
  db.selectFrom("purchases").select(COLUMNS).where("id", "=", id).executeTakeFirstOrThrow()

export const lockPurchase = (tx: Database, id: Buffer): Promise<PurchaseRow> =>
  tx.selectFrom("purchases").select(COLUMNS).where("id", "=", id).forUpdate().executeTakeFirstOrThrow()

export async function updatePurchase(
  db: Database,
  id: Buffer,
  change: Partial<Pick<PurchaseRow, "state" | "refusal" | "reply" | "payment_token" | "due_at">>,
): Promise<void> {
  await db.updateTable("purchases").set(change).where("id", "=", id).execute()
}

/** Unfinished purchases that nobody is at, now the caller's until `leaseEnd`; those of other callers are left out. */
export const claimDuePurchases = (
  db: Database,
  { now, leaseEnd, limit }: { now: Date; leaseEnd: Date; limit: number },
): Promise<Pick<PurchaseRow, "id" | "attempts">[]> =>
  transact(db, async (tx) => {
    const rows = await tx
      .selectFrom("purchases")
      .select(["id", "attempts"])
      .where("is_open", "=", 1)
      .where("due_at", "<=", now)
      .orderBy("due_at")
      .orderBy("id")
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute()
    if (rows.length > 0)
      await tx
        .updateTable("purchases")
        .set((column) => ({ attempts: column("attempts", "+", 1), due_at: leaseEnd }))
        .where(
          "id",
          "in",
          rows.map(({ id }) => id),
        )
        .execute()
    return rows
  })
