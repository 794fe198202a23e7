import { spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { once } from "node:events"
import { randomBytes } from "node:crypto"
import { mkdir, open, rename, rm, writeFile } from "node:fs/promises"
import type { FileHandle } from "node:fs/promises"
import type { Socket } from "node:net"
import { join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { createConnection } from "mysql2/promise"
import type { ConnectionOptions, RowDataPacket } from "mysql2/promise"
import { dataInUse, lastWords, LOCKED, serverFailure } from "./data-directory.ts"
import type { DatabaseServer } from "./database-server.ts"
import { StartError } from "@lectern/runtime/lifecycle"

export type ServerProcess = {
  pid: number
  /** The account root@localhost. */
  admin: ConnectionOptions
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<void>
  /** Ends the server in at most 4 s and a little; after that it has to recover at its next start. */
  stop(): Promise<void>
}

const STOP_TIMEOUT_MS = 4000 // of the 5 s that the whole platform has for stopping
const START_TIMEOUT_MS = 120_000 // recovery after a crash in the middle of a large import
// Another server that is just ending frees the files within a second; one that runs keeps them. MariaDB itself waits
// 30 s for them, which is too long for somebody who started the platform twice.
const LOCK_TIMEOUT_MS = 3000

// Ends the server when the process that holds the other end of its standard input is gone, however it went: a killed
// process can't clean up behind itself, but the system closes its pipes. `$1` is a folder to delete, or empty.
const WATCHDOG = `
read -r server
read -r _
if [ -n "$1" ]; then
  kill -s KILL "$server" 2>/dev/null
  rm -rf "$1" || { sleep 1; rm -rf "$1"; }
  exit
fi
kill -s TERM "$server" 2>/dev/null
tries=0
while kill -s 0 "$server" 2>/dev/null && [ "$tries" -lt 100 ]; do
  sleep 0.1
  tries=$((tries + 1))
done
kill -s KILL "$server" 2>/dev/null
`

type ServerOptions = {
  server: DatabaseServer
  dataDir: string
  socketPath: string
  pidFile: string
  adminPassword: string
  arguments: string[]
  /** For a database that nobody wants later: it is killed rather than stopped, and `dataDir` is deleted with it. */
  disposable?: boolean
  log: (line: string) => void
}

/**
 * Runs `server` on `dataDir`/data and waits until it answers on `socketPath`. It ends with this process, even if that is
 * killed, and does not keep it alive. `arguments` are those of the server besides the places of its files.
 */
export async function runServer(options: ServerOptions): Promise<ServerProcess> {
  const serverLog = await createLog(join(options.dataDir, "server.log"))
  try {
    const running = await runWithLog(options, serverLog)
    void running.ended.then(() => serverLog.close())
    return running
  } catch (error) {
    await serverLog.close()
    throw error
  }
}

async function runWithLog(options: ServerOptions, serverLog: FileHandle): Promise<ServerProcess> {
  const { server, dataDir, socketPath, log } = options
  // The server runs this before it listens, so the account is never without its password, and a lost one is replaced.
  const firstStatements = join(dataDir, `first-statements-${process.pid}.sql`)
  await writeFile(firstStatements, `ALTER USER root@localhost IDENTIFIED BY '${options.adminPassword}';\n`, {
    mode: 0o600,
  })
  await mkdir(join(dataDir, "tmp"), { recursive: true, mode: 0o700 })
  // A reused pid in MySQL's own lock beside the socket would make it refuse to start.
  await rm(`${socketPath}.lock`, { force: true })
  const watchdog = spawn("/bin/sh", ["-c", WATCHDOG, "watchdog", options.disposable ? dataDir : ""], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  })
  watchdog.stdin.on("error", () => {}) // it has ended, and the server with it
  const child = spawn(
    server.program,
    [
      "--no-defaults",
      ...(server.baseDir ? [`--basedir=${server.baseDir}`] : []),
      `--datadir=${join(dataDir, "data")}`,
      `--socket=${socketPath}`,
      `--pid-file=${options.pidFile}`,
      `--tmpdir=${join(dataDir, "tmp")}`,
      `--init-file=${firstStatements}`,
      ...(process.getuid?.() === 0 ? ["--user=root"] : []),
      ...options.arguments,
    ],
    // Detached: Ctrl-C in a terminal goes to the whole group, and the services still need the database to finish.
    {
      stdio: ["ignore", serverLog.fd, serverLog.fd],
      detached: true,
      cwd: dataDir,
      env: { ...process.env, ...server.env },
    },
  )
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      watchdog.kill("SIGKILL")
      resolve()
    }
    child.once("exit", end)
    child.once("error", end)
  })
  watchdog.stdin.write(`${child.pid ?? ""}\n`)
  watchdog.unref()
  ;(watchdog.stdin as Socket).unref()

  const admin = { socketPath, user: "root", password: options.adminPassword }
  try {
    await answers(child, { admin, pidFile: options.pidFile, serverLog, dataDir, log })
  } catch (error) {
    child.kill("SIGKILL")
    await ended
    throw error
  } finally {
    await rm(firstStatements, { force: true })
  }
  child.unref()
  const dispose = async () => {
    child.ref()
    child.kill("SIGKILL")
    await ended
    await rm(dataDir, { recursive: true, force: true })
  }
  let stopping: Promise<void> | undefined
  return {
    pid: child.pid as number,
    admin,
    ended: ended.then(async () => {
      if (!stopping)
        log(`the database has ended by itself, so stop and start again: ${lastWords(await readLines(serverLog))}`)
    }),
    stop: () => (stopping ??= options.disposable ? dispose() : stop(child, ended, log)),
  }
}

async function stop(child: ChildProcess, ended: Promise<void>, log: (line: string) => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.ref()
  child.kill("SIGTERM")
  const timer = setTimeout(() => {
    log(`the database did not stop within ${STOP_TIMEOUT_MS / 1000} s and is killed; it recovers at the next start`)
    child.kill("SIGKILL")
  }, STOP_TIMEOUT_MS)
  await ended
  clearTimeout(timer)
}

type Start = {
  admin: ConnectionOptions
  pidFile: string
  serverLog: FileHandle
  dataDir: string
  log: (line: string) => void
}

/** Resolves when the server answers; throws the reason when it ends or is stuck before that. */
async function answers(child: ChildProcess, { admin, pidFile, serverLog, dataDir, log }: Start): Promise<void> {
  const begin = Date.now()
  let failure: Error | undefined
  child.once("error", (error) => (failure = error))
  const gone = Promise.race([once(child, "exit"), once(child, "error")]).catch(() => {})
  let nextProgressMs = 5000
  for (;;) {
    const ended = failure !== undefined || child.exitCode !== null || child.signalCode !== null
    if (ended) {
      const lines = await readLines(serverLog)
      throw (
        serverFailure(lines, dataDir) ??
        new StartError(
          `the database ended at its start: ${failure?.message ?? (lastWords(lines) || "it said nothing")} (log: ${join(dataDir, "server.log")})`,
        )
      )
    }
    // Where two start on the same data, the one that does not get the files finds the other's server on the socket.
    if ((await pidFileOfServer(admin)) === pidFile) return
    const waitedMs = Date.now() - begin
    if (waitedMs > LOCK_TIMEOUT_MS && LOCKED.test((await readLines(serverLog)).join("\n"))) throw dataInUse(dataDir)
    if (waitedMs > nextProgressMs) {
      nextProgressMs += 5000
      log(`waiting for the database: ${lastWords(await readLines(serverLog))}`)
    }
    if (waitedMs > START_TIMEOUT_MS) {
      throw new StartError(
        `the database did not answer within ${START_TIMEOUT_MS / 1000} s (log: ${join(dataDir, "server.log")})`,
      )
    }
    await Promise.race([delay(10), gone])
  }
}

/** The pid file of the server that listens, or undefined when none does or it does not know us. */
async function pidFileOfServer(admin: ConnectionOptions): Promise<string | undefined> {
  try {
    const connection = await createConnection(admin)
    try {
      const [rows] = await connection.query<RowDataPacket[]>("select @@pid_file as pidFile")
      return rows[0]?.pidFile
    } finally {
      connection.destroy()
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : ""
    const notYet = ["ENOENT", "ECONNREFUSED", "ECONNRESET", "PROTOCOL_CONNECTION_LOST", "ER_ACCESS_DENIED_ERROR"]
    if (notYet.includes(code)) return undefined
    throw error
  }
}

/**
 * A new log, the one before being kept beside it. Where two start on the same data each has its own, so neither takes the
 * other's troubles for its own.
 */
async function createLog(path: string): Promise<FileHandle> {
  const unnamed = `${path}.${randomBytes(4).toString("hex")}`
  const file = await open(unnamed, "ax+", 0o600)
  await rename(path, `${path}.previous`).catch(() => {}) // there is none at the first start
  await rename(unnamed, path)
  return file
}

async function readLines(file: FileHandle): Promise<string[]> {
  const { size } = await file.stat()
  // From a position of our own: the server writes through the same open file and would move a common one.
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0)
  return buffer.toString("utf8", 0, bytesRead).split("\n")
}
