import { sql } from "kysely"
import type { Database, PasswordResetRow } from "./database.ts"

/** Counts a request of this client and answers with how many there were in its window, this one included. */
export async function countResetOfClient(
  db: Database,
  { clientHmac, windowMs, now }: { clientHmac: Buffer; windowMs: number; now: Date },
): Promise<number> {
  const isOver = sql`window_started_at <= ${new Date(now.getTime() - windowMs)}`
  await db
    .insertInto("password_reset_clients")
    .values({ client_hmac: clientHmac, window_started_at: now, request_count: 1 })
    // In this order: the server assigns from left to right.
    .onDuplicateKeyUpdate({
      request_count: sql<number>`if(${isOver}, 1, request_count + 1)`,
      window_started_at: sql<Date>`if(${isOver}, ${now}, window_started_at)`,
    })
    .execute()
  const { request_count } = await db
    .selectFrom("password_reset_clients")
    .select("request_count")
    .where("client_hmac", "=", clientHmac)
    .executeTakeFirstOrThrow()
  return request_count
}

/** The row of an address, made when there is none, and locked. */
export async function lockPasswordReset(
  db: Database,
  { addressHmac, now }: { addressHmac: Buffer; now: Date },
): Promise<PasswordResetRow> {
  await db
    .insertInto("password_resets")
    .values({ address_hmac: addressHmac, expires_at: now })
    // Changes nothing, but locks at once what a plain INSERT IGNORE would only share.
    .onDuplicateKeyUpdate({ address_hmac: addressHmac })
    .execute()
  return db
    .selectFrom("password_resets")
    .selectAll()
    .where("address_hmac", "=", addressHmac)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

export async function replacePasswordReset(db: Database, row: PasswordResetRow): Promise<void> {
  const { address_hmac, ...change } = row
  await db.updateTable("password_resets").set(change).where("address_hmac", "=", address_hmac).execute()
}

/** One that may be used at `now`; locked where it is about to be. */
const selectHolding = (db: Database, tokenSha256: Buffer, now: Date) =>
  db
    .selectFrom("password_resets")
    .selectAll()
    .where("token_sha256", "=", tokenSha256)
    .where("used_at", "is", null)
    .where("expires_at", ">", now)

export const findHoldingReset = (db: Database, tokenSha256: Buffer, now: Date): Promise<PasswordResetRow | undefined> =>
  selectHolding(db, tokenSha256, now).executeTakeFirst()

export const lockHoldingReset = (db: Database, tokenSha256: Buffer, now: Date): Promise<PasswordResetRow | undefined> =>
  selectHolding(db, tokenSha256, now).forUpdate().executeTakeFirst()

/** No token that was mailed to the person holds any longer. */
export async function endPasswordResets(db: Database, userId: Buffer, at: Date): Promise<void> {
  await db
    .updateTable("password_resets")
    .set({ used_at: at })
    .where("user_id", "=", userId)
    .where("used_at", "is", null)
    .execute()
}

/** Those of a person, and what was asked for with the address before there was an account. */
export async function deletePasswordResets(
  db: Database,
  { userId, addressHmac }: { userId: Buffer; addressHmac: Buffer },
): Promise<void> {
  await db.deleteFrom("password_resets").where("user_id", "=", userId).execute()
  await db.deleteFrom("password_resets").where("address_hmac", "=", addressHmac).execute()
}

/** Deletes what is of no use any more, at most `limit` rows of each table; answers with how many. */
export async function deleteOverResets(
  db: Database,
  { now, windowMs, limit }: { now: Date; windowMs: number; limit: number },
): Promise<number> {
  const resets = await db.deleteFrom("password_resets").where("expires_at", "<", now).limit(limit).executeTakeFirst()
  const clients = await db
    .deleteFrom("password_reset_clients")
    .where("window_started_at", "<", new Date(now.getTime() - windowMs))
    .limit(limit)
    .executeTakeFirst()
  return Number(resets.numDeletedRows + clients.numDeletedRows)
}
