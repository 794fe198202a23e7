import { failedPrecondition } from "@lectern/rpc/errors"
import type { Database, LoginChallengeRow, SecondFactorRow } from "./database.ts"

export const secondFactorEnabled = () =>
  failedPrecondition("SECOND_FACTOR_ENABLED", "this account has a second factor already: disable it first")

/** Locked, so that two uses of one code come one after the other. */
export const lockSecondFactor = (tx: Database, userId: Buffer): Promise<SecondFactorRow | undefined> =>
  tx.selectFrom("second_factors").selectAll().where("user_id", "=", userId).forUpdate().executeTakeFirst()

export const findSecondFactor = (db: Database, userId: Buffer): Promise<SecondFactorRow | undefined> =>
  db.selectFrom("second_factors").selectAll().where("user_id", "=", userId).executeTakeFirst()

/** Replaces one that was not confirmed. False when there is one that was. */
export async function startSecondFactor(tx: Database, row: SecondFactorRow): Promise<boolean> {
  // The insert is the lock: where there is no row yet, two at once would find nothing to lock. It changes no row that is
  // there, but locks at once what a plain INSERT IGNORE would only share, and then wait for with all who share it.
  await tx.insertInto("second_factors").values(row).onDuplicateKeyUpdate({ user_id: row.user_id }).execute()
  const stored = await lockSecondFactor(tx, row.user_id)
  if (stored?.confirmed_at) return false
  const { user_id: userId, ...values } = row
  await tx.updateTable("second_factors").set(values).where("user_id", "=", userId).execute()
  return true
}

export async function confirmSecondFactor(tx: Database, userId: Buffer, at: Date): Promise<void> {
  await tx.updateTable("second_factors").set({ confirmed_at: at }).where("user_id", "=", userId).execute()
}

export async function useTotpStep(tx: Database, userId: Buffer, step: number): Promise<void> {
  await tx.updateTable("second_factors").set({ last_step: step }).where("user_id", "=", userId).execute()
}

/** With its recovery codes. */
export async function deleteSecondFactor(tx: Database, userId: Buffer): Promise<void> {
  await tx.deleteFrom("second_factors").where("user_id", "=", userId).execute()
  await tx.deleteFrom("recovery_codes").where("user_id", "=", userId).execute()
}

export async function replaceRecoveryCodes(tx: Database, userId: Buffer, codeHmacs: readonly Buffer[]): Promise<void> {
  await tx.deleteFrom("recovery_codes").where("user_id", "=", userId).execute()
  await tx
    .insertInto("recovery_codes")
    .values(codeHmacs.map((hmac) => ({ user_id: userId, code_hmac: hmac })))
    .execute()
}

/** Whether there was such a code; it is gone now. */
export async function useRecoveryCode(tx: Database, userId: Buffer, codeHmac: Buffer): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("recovery_codes")
    .where("user_id", "=", userId)
    .where("code_hmac", "=", codeHmac)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function countRecoveryCodes(db: Database, userId: Buffer): Promise<number> {
  const { count } = await db
    .selectFrom("recovery_codes")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("user_id", "=", userId)
    .executeTakeFirstOrThrow()
  return count
}

export async function insertLoginChallenge(db: Database, row: LoginChallengeRow): Promise<void> {
  await db.insertInto("login_challenges").values(row).execute()
}

export const findLoginChallenge = (db: Database, tokenSha256: Buffer): Promise<LoginChallengeRow | undefined> =>
  db.selectFrom("login_challenges").selectAll().where("token_sha256", "=", tokenSha256).executeTakeFirst()

export const lockLoginChallenge = (tx: Database, tokenSha256: Buffer): Promise<LoginChallengeRow | undefined> =>
  tx.selectFrom("login_challenges").selectAll().where("token_sha256", "=", tokenSha256).forUpdate().executeTakeFirst()

export async function takeChallengeTry(tx: Database, { token_sha256: sha256, tries_left: left }: LoginChallengeRow) {
  await tx
    .updateTable("login_challenges")
    .set({ tries_left: left - 1 })
    .where("token_sha256", "=", sha256)
    .execute()
}

export async function deleteLoginChallenge(tx: Database, tokenSha256: Buffer): Promise<void> {
  await tx.deleteFrom("login_challenges").where("token_sha256", "=", tokenSha256).execute()
}
