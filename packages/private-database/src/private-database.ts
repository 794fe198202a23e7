import { randomBytes } from "node:crypto"
import { readFile, realpath, rm, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { createConnection } from "mysql2/promise"
import type { ConnectionOptions, RowDataPacket } from "mysql2/promise"
import { checkDataVersion, initialiseDataDirectory, stampDataVersion } from "./data-directory.ts"
import { commonArguments, displayName, findServer, parseVersion, versionProblem } from "./database-server.ts"
import type { DatabaseServer, Flavour } from "./database-server.ts"
import { pidFileOf, stopLeftoverServer } from "./leftover-server.ts"
import { makePrivateFolder } from "./private-folder.ts"
import { runServer } from "./server-process.ts"
import { parseMysqlUrl } from "./service-accounts.ts"
import { chooseSocketPath } from "./socket-path.ts"
import { StartError } from "@lectern/runtime/lifecycle"
import { fileStartError } from "./start-error.ts"

export type RunningDatabase = {
  /** Absent for a server that is reached over the network. */
  socketPath?: string
  flavour: Flavour
  /** As in "10.11.19". */
  version: string
  source: "url" | "machine" | "debian"
  /** An account that may make databases and accounts. */
  admin: ConnectionOptions
  /** Absent for a server that is not ours. */
  pid?: number
  /** Ends the server within 5 s; does nothing to a server that is not ours. */
  stop(): Promise<void>
}

const REDO_LOG_MIB = 48

/**
 * The platform's database: the server at `mysqlUrl` when that is given, or else one of its own in the folder `dataDir`,
 * made at the first start, that only this user can reach and that ends with this process. Its program is the machine's
 * or is fetched into `programsDir`. Throws a StartError for whatever the user can do something about.
 */
export async function startDatabase(options: {
  dataDir: string
  mysqlUrl?: string | undefined
  programsDir: string
  /** Memory for pages of tables; the server needs about 100 MiB besides. */
  bufferPoolMiB?: number
  log: (line: string) => void
}): Promise<RunningDatabase> {
  if (options.mysqlUrl) return connectToServer(options.mysqlUrl)
  const server = await findServer(options)
  return startOwnServer(server, options)
}

async function connectToServer(mysqlUrl: string): Promise<RunningDatabase> {
  const admin = { ...parseMysqlUrl(mysqlUrl), connectTimeout: 10_000 }
  const place = admin.socketPath ?? `${admin.host}:${admin.port}`
  let answer: string
  try {
    const connection = await createConnection(admin)
    const [rows] = await connection.query<RowDataPacket[]>("select version() as version")
    answer = String(rows[0]?.version)
    await connection.end()
  } catch (error) {
    throw new StartError(
      `the database at ${place} does not answer: ${error instanceof Error ? error.message || String(error) : error}`,
    )
  }
  const found = parseVersion(answer)
  if (!found) throw new StartError(`the server at ${place} is neither MySQL nor MariaDB: it calls itself "${answer}"`)
  const problem = versionProblem(found.flavour, found.version)
  if (problem) throw new StartError(`the database at ${place} will not do: ${problem}`)
  return {
    ...(admin.socketPath && { socketPath: admin.socketPath }),
    ...found,
    source: "url",
    admin,
    stop: async () => {},
  }
}

/** `startDatabase` with a given program. */
export async function startOwnServer(
  server: DatabaseServer,
  options: { dataDir: string; bufferPoolMiB?: number; log: (line: string) => void },
): Promise<RunningDatabase> {
  const { log, bufferPoolMiB = 128 } = options
  await makePrivateFolder(options.dataDir)
  const dataDir = await realpath(options.dataDir)
  const socketPath = await chooseSocketPath(dataDir, "mysql.sock")
  const stampFile = join(dataDir, "server-version")
  try {
    await stopLeftoverServer(dataDir, log)
    await checkDataVersion(server, dataDir, stampFile)
    if ((await initialiseDataDirectory(server, join(dataDir, "data"), REDO_LOG_MIB)) === "made") {
      log(`made an empty database in ${dataDir} (${displayName(server.flavour)} ${server.version})`)
    }
    const running = await runServer({
      server,
      dataDir,
      socketPath,
      pidFile: pidFileOf(dataDir, process.pid),
      adminPassword: await adminPassword(join(dataDir, "admin-password")),
      arguments: [
        ...commonArguments(server.flavour),
        "--innodb-flush-log-at-trx-commit=1",
        `--innodb-buffer-pool-size=${bufferPoolMiB}M`,
        ...(server.flavour === "mariadb" ? [`--innodb-log-file-size=${REDO_LOG_MIB}M`] : []),
      ],
      log,
    })
    await stampDataVersion(server, stampFile)
    const { flavour, version, source } = server
    return {
      socketPath,
      flavour,
      version,
      source,
      admin: running.admin,
      pid: running.pid,
      async stop() {
        await running.stop()
        if (dirname(socketPath) !== dataDir) await rm(dirname(socketPath), { recursive: true, force: true })
      },
    }
  } catch (error) {
    throw fileStartError(error, dataDir)
  }
}

/** Deletes the database in `dataDir`. Throws a StartError while it is in use; a leftover server is stopped first. */
export async function deleteDatabase(dataDir: string, log: (line: string) => void): Promise<void> {
  try {
    const path = await realpath(dataDir).catch(() => undefined)
    if (path === undefined) return
    await stopLeftoverServer(path, log)
    await rm(path, { recursive: true, force: true })
  } catch (error) {
    throw fileStartError(error, dataDir)
  }
}

async function adminPassword(file: string): Promise<string> {
  const kept = await readFile(file, "utf8").catch(() => "")
  if (/^[0-9a-f]{32}$/.test(kept)) return kept
  const made = randomBytes(16).toString("hex")
  await writeFile(file, made, { mode: 0o600 })
  return made
}
