import { createHash } from "node:crypto"
import { readdir, readFile } from "node:fs/promises"
import { setTimeout as delay } from "node:timers/promises"
import mysql, { type Connection, type PoolOptions, type RowDataPacket } from "mysql2/promise"
import type { Logger } from "pino"
import { ServiceError } from "@lectern/rpc/errors"
import { StartError } from "@lectern/runtime/lifecycle"
import { translateMysqlError } from "./mysql-errors.ts"

const LOCK_WAIT_SECONDS = 60
const FIRST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 5000
// A file named like this changes what the release before it works with.
const BREAKING = /^\d{4}-breaking-/

/**
 * Brings a database up to date with a folder of `0001-name.sql` files, in order, forward only. Several replicas may
 * call this at once: one works, the others wait. Each statement is recorded as it succeeds, since MySQL commits after
 * every DDL statement: a run that was cut off goes on where it stopped. A file that was applied must not change.
 * Statements end with `;` at the end of a line.
 *
 * A database that a newer release has changed is good enough, so that releases can be rolled out one process at a time and
 * back; unless the change is called `0001-breaking-name.sql`. With `waits` a server that is away is waited for.
 */
export async function migrate(
  config: PoolOptions,
  { folder, log, waits }: { folder: URL; log: Logger; waits: boolean },
): Promise<{ flavour: "mariadb" | "mysql"; applied: string[] }> {
  const connection = await connect(config, log, waits)
  try {
    const [[server]] = await connection.query<RowDataPacket[]>("SELECT VERSION() AS version, DATABASE() AS name")
    const flavour = /mariadb/i.test(String(server?.version)) ? "mariadb" : "mysql"
    const lock = `migrate ${server?.name}`.slice(0, 64)
    const [[got]] = await connection.query<RowDataPacket[]>("SELECT GET_LOCK(?, ?) AS ok", [lock, LOCK_WAIT_SECONDS])
    if (got?.ok !== 1) throw new StartError(`another process has been migrating ${server?.name} for over a minute`)
    try {
      return { flavour, applied: await applyAll(connection, folder, log) }
    } finally {
      await connection.query("SELECT RELEASE_LOCK(?)", [lock])
    }
  } finally {
    await connection.end()
  }
}

async function connect(config: PoolOptions, log: Logger, waits: boolean): Promise<Connection> {
  for (let limitMs = FIRST_PAUSE_MS; ; limitMs = Math.min(2 * limitMs, LONGEST_PAUSE_MS))
    try {
      return await mysql.createConnection({ ...config, multipleStatements: false })
    } catch (error) {
      const { message } = error as Error
      // One that refuses the account, or does not know the database, will not think otherwise.
      if (!waits || !(translateMysqlError(error as Error) instanceof ServiceError))
        throw new StartError(`the database does not answer: ${message}`)
      log.warn({ reason: message }, "the database does not answer yet: waiting for it")
      // Half of it at random, so that all that wait do not come at once.
      await delay(limitMs * (0.5 + Math.random() / 2))
    }
}

async function applyAll(connection: Connection, folder: URL, log: Logger): Promise<string[]> {
  await connection.query(
    `CREATE TABLE IF NOT EXISTS schema_migrations (
       name VARCHAR(120) PRIMARY KEY, sha256 CHAR(64) NOT NULL, statement_count INT UNSIGNED NOT NULL, finished_at DATETIME(3))`,
  )
  const [rows] = await connection.query<RowDataPacket[]>(
    "SELECT name, sha256, statement_count, finished_at FROM schema_migrations",
  )
  const known = new Map(rows.map((row) => [String(row.name), row]))
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[\w-]+\.sql$/.test(name)).sort()
  const unknown = [...known.keys()].filter((name) => !names.includes(name))
  const breaking = unknown.find((name) => BREAKING.test(name))
  if (breaking)
    throw new StartError(`the database was changed by a newer release, which this one can't work with: ${breaking}`)
  if (unknown.length > 0) log.warn({ migrations: unknown }, "the database was changed by a newer release")
  const applied: string[] = []
  for (const name of names) {
    const text = await readFile(new URL(name, folder), "utf8")
    const sha256 = createHash("sha256").update(text).digest("hex")
    const row = known.get(name)
    if (row && row.sha256 !== sha256)
      throw new StartError(`the migration ${name} was changed after it had been applied`)
    if (row?.finished_at) continue
    const statements = splitStatements(text)
    await connection.query("INSERT IGNORE INTO schema_migrations VALUES (?, ?, 0, NULL)", [name, sha256])
    for (let done = Number(row?.statement_count ?? 0); done < statements.length; done++) {
      await connection.query(statements[done] ?? "")
      await connection.query("UPDATE schema_migrations SET statement_count = ? WHERE name = ?", [done + 1, name])
    }
    await connection.query("UPDATE schema_migrations SET finished_at = UTC_TIMESTAMP(3) WHERE name = ?", [name])
    log.info({ migration: name }, "migrated")
    applied.push(name)
  }
  return applied
}

/** The statements of a file, without comments. */
function splitStatements(text: string): string[] {
  return text
    .replace(/^\s*--.*$/gm, "")
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "")
}
