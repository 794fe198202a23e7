import { createConnection, type ConnectionOptions, type RowDataPacket } from "mysql2/promise"

/** How many rows each table of these databases has, by `database.table`; `admin` is an account that may read them all. */
export async function rowCounts(
  admin: ConnectionOptions,
  databases: readonly string[],
): Promise<Record<string, number>> {
  const connection = await createConnection(admin)
  try {
    const [tables] = await connection.query<RowDataPacket[]>(
      "SELECT table_schema AS db, table_name AS name FROM information_schema.tables WHERE table_schema IN (?)",
      [databases],
    )
    const counts: Record<string, number> = {}
    for (const { db, name } of tables as { db: string; name: string }[]) {
      const [rows] = await connection.query<RowDataPacket[]>("SELECT COUNT(*) AS n FROM ??.??", [db, name])
      counts[`${db}.${name}`] = Number(rows[0]?.n)
    }
    return counts
  } finally {
    await connection.end()
  }
}
