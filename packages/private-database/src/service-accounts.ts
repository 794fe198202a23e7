import { createConnection } from "mysql2/promise"
import type { ConnectionOptions, PoolOptions, RowDataPacket } from "mysql2/promise"
import { StartError } from "@lectern/runtime/lifecycle"

const URL_FORM = "mysql://user:password@host:3306/database"
// 32 is MySQL's limit for the name of a user.
const NAME = /^[a-z][a-z0-9_]{0,31}$/
const NAMES_OF_THE_SERVER = new Set(["mysql", "sys", "information_schema", "performance_schema", "root", "mariadb"])

/**
 * Makes the logical database and the account of one service, which may do anything in that database and nothing in any
 * other; repeating it sets the password. `admin` needs CREATE, CREATE USER and GRANT OPTION. Returns the URL for the
 * service, which `parseMysqlUrl` understands.
 */
export async function ensureServiceDatabase(
  admin: ConnectionOptions,
  account: { database: string; user: string; password: string },
): Promise<string> {
  const { database, user, password } = account
  for (const [what, name] of Object.entries({ database, user })) {
    if (!NAME.test(name) || NAMES_OF_THE_SERVER.has(name)) {
      throw new StartError(
        `the name of a service's ${what} is a letter followed by up to 31 letters, digits and _, all lower case, and not one of the server's own: found "${name}"`,
      )
    }
  }
  // Over the network the server sees the service's own address, which nobody knows beforehand.
  const host = admin.socketPath ? "localhost" : "%"
  const connection = await createConnection(admin).catch((error: Error) => {
    throw new StartError(`the database server does not take the account ${admin.user}: ${error.message}`)
  })
  try {
    await connection.query(
      `CREATE DATABASE IF NOT EXISTS \`${database}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    )
    await connection.query("CREATE USER IF NOT EXISTS ?@? IDENTIFIED BY ?", [user, host, password])
    await connection.query("ALTER USER ?@? IDENTIFIED BY ?", [user, host, password])
    // In a GRANT, _ stands for any one character, so that without a backslash a_b could also read axb; but not on a MySQL
    // with partial revokes, where a backslash would be part of the name.
    const [partialRevokes] = await connection.query<RowDataPacket[]>("SHOW VARIABLES LIKE 'partial_revokes'")
    const pattern = partialRevokes[0]?.Value === "ON" ? database : database.replaceAll("_", "\\_")
    await connection.query(`GRANT ALL PRIVILEGES ON \`${pattern}\`.* TO ?@?`, [user, host])
  } catch (error) {
    throw isRefused(error)
      ? new StartError(`the account ${admin.user} may not make databases and accounts: ${error.message}`)
      : error
  } finally {
    await connection.end()
  }
  return formatMysqlUrl({ ...admin, user, password, database })
}

/** Access denied, in its forms for a whole server, a database and a statement. */
function isRefused(error: unknown): error is Error {
  return error instanceof Error && "errno" in error && [1044, 1142, 1227, 1410].includes(Number(error.errno))
}

/**
 * Reads `mysql://user:password@host:3306/database`, parts percent-encoded, with `?socketPath=/path/to.sock` (the host is
 * then ignored) or `?ssl=true` (encrypted, certificate checked). Throws a StartError that does not repeat the password.
 */
export function parseMysqlUrl(text: string): PoolOptions {
  if (!URL.canParse(text)) {
    throw new StartError(
      `the database URL is not a URL; its form is ${URL_FORM}, with : / @ # % in a password written %3A %2F %40 %23 %25`,
    )
  }
  const url = new URL(text)
  const wrong = (problem: string) => new StartError(`the database URL ${problem}; its form is ${URL_FORM}`)
  if (url.protocol !== "mysql:" && url.protocol !== "mariadb:") throw wrong(`begins with ${url.protocol}//`)
  if (url.hash) throw wrong("has a # in it, which is written %23 in a password")
  const [user, password, database] = [url.username, url.password, url.pathname.replace(/^\//, "")].map((part) => {
    try {
      return decodeURIComponent(part)
    } catch {
      throw wrong("has a % that is not followed by two hex digits, which is written %25 in a password")
    }
  }) as [string, string, string]
  if (!user) throw wrong("names no user")
  if (database.includes("/")) throw wrong("has more than one name after the host")

  const options: PoolOptions = { user, password, ...(database && { database }) }
  for (const name of url.searchParams.keys()) {
    if (name !== "socketPath" && name !== "ssl")
      throw wrong(`has the unknown parameter "${name}" (known: socketPath, ssl)`)
  }
  const socketPath = url.searchParams.get("socketPath")
  if (socketPath !== null) {
    if (!socketPath.startsWith("/")) throw wrong(`has the socketPath "${socketPath}", which should begin with /`)
    return { ...options, socketPath }
  }
  if (!url.hostname) throw wrong("names no host")
  const ssl = url.searchParams.get("ssl")
  if (ssl !== null && ssl !== "true" && ssl !== "false") throw wrong(`has ssl=${ssl}, which should be true or false`)
  return {
    ...options,
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port ? Number(url.port) : 3306,
    ...(ssl === "true" && { ssl: {} }),
  }
}

/** The inverse of `parseMysqlUrl`. */
export function formatMysqlUrl(options: ConnectionOptions): string {
  const { user = "", password = "", database = "", socketPath, host = "localhost", port = 3306, ssl } = options
  const account = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`
  const path = encodeURIComponent(database)
  if (socketPath) return `mysql://${account}@localhost/${path}?socketPath=${encodeURIComponent(socketPath)}`
  const address = host.includes(":") ? `[${host}]` : host
  return `mysql://${account}@${address}:${port}/${path}${ssl ? "?ssl=true" : ""}`
}
