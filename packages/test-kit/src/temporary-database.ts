import { randomBytes } from "node:crypto"
import { createConnection } from "mysql2/promise"
import type { ConnectionOptions } from "mysql2/promise"
import { ensureServiceDatabase, parseMysqlUrl } from "@lectern/private-database/service-accounts"
import { startTestServer } from "./test-server.ts"

export type TemporaryDatabase = AsyncDisposable & {
  /** Of an account that may do anything in this database and nothing elsewhere. */
  url: string
  /** An account that may do anything on the server. */
  admin: ConnectionOptions
  /** Drops the database and its account. */
  drop(): Promise<void>
}

let adminUrl: Promise<string> | undefined

/**
 * An empty database with an account of its own, on the server that TEST_MYSQL_ADMIN_URL names (with-test-server.ts sets
 * it) or else on one that this process starts for itself and that ends with it. About 20 ms once the server runs.
 */
export async function temporaryDatabase(): Promise<TemporaryDatabase> {
  adminUrl ??= findAdminUrl()
  const admin = parseMysqlUrl(await adminUrl)
  const name = `test_${randomBytes(8).toString("hex")}`
  const url = await ensureServiceDatabase(admin, {
    database: name,
    user: name,
    password: randomBytes(16).toString("hex"),
  })
  let dropped: Promise<void> | undefined
  const drop = () => (dropped ??= dropDatabase(admin, name))
  return { url, admin, drop, [Symbol.asyncDispose]: drop }
}

async function findAdminUrl(): Promise<string> {
  return process.env.TEST_MYSQL_ADMIN_URL || (await startTestServer()).url
}

async function dropDatabase(admin: ConnectionOptions, name: string): Promise<void> {
  const connection = await createConnection(admin)
  try {
    await connection.query("DROP DATABASE IF EXISTS ??", [name])
    await connection.query("DROP USER IF EXISTS ?@?", [name, admin.socketPath ? "localhost" : "%"])
  } finally {
    await connection.end()
  }
}
