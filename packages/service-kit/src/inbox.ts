import { sql, type QueryExecutorProvider } from "kysely"
import { idToBytes } from "./ids.ts"

/**
 * Whether a message of another service's outbox comes for the first time; it counts as taken when the transaction of
 * what it causes commits, so do both in one. The table is `inbox` (see inbox.sql in this package).
 */
export async function takeMessage(tx: QueryExecutorProvider, messageId: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert ignore into inbox (message_id, taken_at) values (${idToBytes(messageId)}, ${now})`.execute(tx)
  return numAffectedRows === 1n
}
