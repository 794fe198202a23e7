import { sql } from "kysely"
import { rateLimited } from "@lectern/rpc/errors"
import { retryLockConflicts } from "@lectern/service-kit/database"
import type { Database } from "./database.ts"

export interface TryLimit {
  limit: number
  windowMs: number
}

/**
 * Takes one of `limit` tries in a window that begins with its first. Answers how many milliseconds the caller has to
 * wait: 0 when the try was taken; a try that was refused counts nothing. `key` is a keyed digest (`tryKey` in deps).
 *
 * The count and the decision are one statement on one row, so that of any number of tries at once exactly `limit` are
 * taken, whichever replica they come to.
 */
export async function countTry(
  db: Database,
  key: Buffer,
  { limit, windowMs, now }: TryLimit & { now: Date },
): Promise<number> {
  const endsAt = new Date(now.getTime() + windowMs)
  const refused = limit + 1
  // LAST_INSERT_ID(x) travels back with the answer of the statement; a new row leaves it unset.
  const statement = sql`
    insert into tries (key_hmac, tries, ends_at) values (${key}, 1, ${endsAt})
    on duplicate key update
      tries = if(ends_at <= ${now}, last_insert_id(1),
        if(tries < ${limit}, last_insert_id(tries + 1), tries + 0 * last_insert_id(${refused}))),
      ends_at = if(ends_at <= ${now}, ${endsAt}, ends_at)`
  const { insertId } = await retryLockConflicts(() => statement.execute(db))
  if (Number(insertId ?? 1) <= limit) return 0
  // The window may have ended between the two statements.
  return Math.max(1, await waitForTry(db, [{ key, limit }], now))
}

/** Throws RESOURCE_EXHAUSTED / RATE_LIMITED when `countTry` refuses. */
export async function requireTry(db: Database, key: Buffer, limits: TryLimit & { now: Date }): Promise<void> {
  const waitMs = await countTry(db, key, limits)
  if (waitMs > 0) throw tooManyTries(waitMs)
}

export const tooManyTries = (waitMs: number) => rateLimited("too many tries: wait before the next one", waitMs)

/** How many milliseconds until each of these has a try left; 0 when all have one now. */
export async function waitForTry(
  db: Database,
  counts: readonly { key: Buffer; limit: number }[],
  now: Date,
): Promise<number> {
  if (counts.length === 0) return 0
  const rows = await db
    .selectFrom("tries")
    .selectAll()
    .where(
      "key_hmac",
      "in",
      counts.map(({ key }) => key),
    )
    .where("ends_at", ">", now)
    .execute()
  const spent = rows.filter((row) => counts.some(({ key, limit }) => key.equals(row.key_hmac) && row.tries >= limit))
  return Math.max(0, ...spent.map(({ ends_at: endsAt }) => endsAt.getTime() - now.getTime()))
}

/** Gives tries back that were none: only what failed is to be counted. */
export async function giveBackTries(db: Database, keys: readonly Buffer[]): Promise<void> {
  if (keys.length === 0) return
  const statement = db
    .updateTable("tries")
    // In this order: what comes later sees what was set before. A window that has no try left in it is over.
    .set({ ends_at: sql`if(tries = 1, '1970-01-01', ends_at)`, tries: sql`tries - 1` })
    .where("key_hmac", "in", keys)
    .where("tries", ">", 0)
  await retryLockConflicts(() => statement.execute())
}
