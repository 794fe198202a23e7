import { createConnection, type RowDataPacket } from "mysql2/promise"

/** Every row of every table, bytes as the text they may be: for looking whether something is anywhere. */
export async function dumpDatabase(url: string): Promise<string> {
  const connection = await createConnection({ uri: url, timezone: "Z" })
  try {
    const parts: string[] = []
    for (const table of await tableNames(url)) {
      const [rows] = await connection.query<RowDataPacket[]>("SELECT * FROM ??", [table])
      parts.push(...rows.map((row) => `${table} ${JSON.stringify(row, (_, value: unknown) => readable(value))}`))
    }
    return parts.join("\n")
  } finally {
    await connection.end()
  }
}

/** Names of the tables; with columns named, only those that have one of them. */
export async function tableNames(url: string, columns: readonly string[] = []): Promise<string[]> {
  const connection = await createConnection({ uri: url })
  try {
    const [rows] = await connection.query<RowDataPacket[]>(
      `SELECT DISTINCT table_name AS name FROM information_schema.columns
       WHERE table_schema = DATABASE() ${columns.length > 0 ? "AND column_name IN (?)" : ""} ORDER BY name`,
      [columns],
    )
    return rows.map(({ name }) => String(name))
  } finally {
    await connection.end()
  }
}

/** A Buffer as JSON.stringify hands it over has become an object already. */
function readable(value: unknown): unknown {
  const { type, data } = (value ?? {}) as { type?: unknown; data?: unknown }
  return type === "Buffer" && Array.isArray(data) ? Buffer.from(data as number[]).toString("utf8") : value
}
