import { sql, type Selectable } from "kysely"
import { transact } from "@lectern/service-kit/database"
import type { ContentTables, Database } from "./database.ts"

/** A table whose rows are due at a time, by a column that begins an index. */
type DueColumns = { content_files: "purge_at"; streams: "discard_at" | "next_check_at" }

/**
 * Takes up to `limit` rows that are due at `now` into the caller's hands until `until`, when they are due again: those
 * that have waited longest, as they were before. What another replica is just taking is left out.
 */
export const claimDue = <T extends keyof DueColumns>(
  db: Database,
  { table, column, now, until, limit }: { table: T; column: DueColumns[T]; now: Date; until: Date; limit: number },
): Promise<Selectable<ContentTables[T]>[]> =>
  transact(db, async (tx) => {
    const { rows } = await sql<Selectable<ContentTables[T]> & { id: Buffer }>`
      select * from ${sql.table(table)} where ${sql.ref(column)} <= ${now}
      order by ${sql.ref(column)}, id limit ${sql.lit(limit)} for update skip locked`.execute(tx)
    if (rows.length > 0)
      await sql`
        update ${sql.table(table)} set ${sql.ref(column)} = ${until}
        where id in (${sql.join(rows.map(({ id }) => id))})`.execute(tx)
    return rows
  })
