import { idToBytes, newId } from "@lectern/service-kit/ids"
import type { Database, LedgerEntryRow, PaymentRow } from "./database.ts"

export async function insertPayment(db: Database, row: PaymentRow): Promise<void> {
  await db.insertInto("payments").values(row).execute()
}

export async function insertPayments(db: Database, rows: readonly PaymentRow[]): Promise<void> {
  if (rows.length > 0) await db.insertInto("payments").values(rows).execute()
}

/** Found ones, in no particular order. */
export const findPaymentsByChargeKey = async (db: Database, chargeKeys: readonly string[]): Promise<PaymentRow[]> =>
  chargeKeys.length === 0 ? [] : db.selectFrom("payments").selectAll().where("charge_key", "in", chargeKeys).execute()

export const findPayment = (db: Database, id: Buffer): Promise<PaymentRow | undefined> =>
  db.selectFrom("payments").selectAll().where("id", "=", id).executeTakeFirst()

/** PENDING → CAPTURED, with its ledger entries. False when that is known already, or the payment had another end. */
export async function capturePayment(
  tx: Database,
  { payment, chargeId, at }: { payment: Pick<PaymentRow, "id" | "amount_minor">; chargeId: string; at: Date },
): Promise<boolean> {
  const changed = await settle(tx, payment, "PENDING", { state: "CAPTURED", charge_id: chargeId, settled_at: at })
  if (changed) await insertEntries(tx, payment, "CHARGE", at)
  return changed
}

/** PENDING → DECLINED: nothing moved. */
export const declinePayment = (tx: Database, payment: Pick<PaymentRow, "id">, at: Date): Promise<boolean> =>
  settle(tx, payment, "PENDING", { state: "DECLINED", settled_at: at })

/** CAPTURED → REFUNDED, with the entries that take the charge back: call it once the provider has refunded. */
export async function refundPayment(
  tx: Database,
  payment: Pick<PaymentRow, "id" | "amount_minor">,
  at: Date,
): Promise<boolean> {
  const changed = await settle(tx, payment, "CAPTURED", { state: "REFUNDED" })
  if (changed) await insertEntries(tx, payment, "REFUND", at)
  return changed
}

async function settle(
  tx: Database,
  { id }: Pick<PaymentRow, "id">,
  from: PaymentRow["state"],
  change: Partial<Pick<PaymentRow, "state" | "charge_id" | "settled_at">>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("payments")
    .set(change)
    .where("id", "=", id)
    .where("state", "=", from)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

async function insertEntries(
  tx: Database,
  { id, amount_minor }: Pick<PaymentRow, "id" | "amount_minor">,
  kind: LedgerEntryRow["kind"],
  at: Date,
): Promise<void> {
  const amount = kind === "CHARGE" ? amount_minor : -amount_minor
  const entry = (account: LedgerEntryRow["account"], moved: number): LedgerEntryRow => ({
    id: idToBytes(newId(at)),
    payment_id: id,
    kind,
    account,
    amount_minor: moved,
    occurred_at: at,
  })
  await tx
    .insertInto("ledger_entries")
    .values([entry("PROVIDER", amount), entry("REVENUE", -amount)])
    .execute()
}
