import assert from "node:assert/strict"
import { execFileSync, spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { once } from "node:events"
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { setTimeout as delay } from "node:timers/promises"
import { createConnection } from "mysql2/promise"
import type { ConnectionOptions } from "mysql2/promise"
import { isRunning } from "./data-directory.ts"
import { deleteDatabase, startDatabase } from "./private-database.ts"
import type { RunningDatabase } from "./private-database.ts"
import { formatMysqlUrl } from "./service-accounts.ts"
import { MAX_SOCKET_PATH_BYTES } from "./socket-path.ts"
import { StartError } from "@lectern/runtime/lifecycle"

// Where `npm start` keeps fetched programs too: on a machine without a server these tests fetch one there.
const PROGRAMS = join(import.meta.dirname, "../../../.data/programs")
const isRoot = process.getuid?.() === 0
const onLinux = process.platform === "linux"
const canMount = onLinux && isRoot

let folder: string
let template: string
const running = new Set<RunningDatabase>()
const platforms = new Set<ChildProcess>()

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "private-database-"))
  template = join(folder, "template")
  await (await start(template)).stop()
})
after(async () => {
  for (const platform of platforms) platform.kill("SIGKILL")
  for (const database of running) await database.stop()
  await rm(folder, { recursive: true, force: true })
})

async function start(dataDir: string, lines: string[] = []): Promise<RunningDatabase> {
  const log = (line: string) => lines.push(line)
  const database = await startDatabase({ dataDir, programsDir: PROGRAMS, log })
  running.add(database)
  return database
}

/** A data folder that has been used before and stopped well. */
async function usedFolder(name: string): Promise<string> {
  const path = join(folder, name)
  await cp(template, path, { recursive: true })
  return path
}

async function query(admin: ConnectionOptions, sql: string): Promise<any[]> {
  const connection = await createConnection(admin)
  try {
    const [rows] = await connection.query(sql)
    return rows as any[]
  } finally {
    await connection.end()
  }
}

async function eventually(condition: () => boolean | Promise<boolean>, description: string): Promise<void> {
  const end = Date.now() + 30_000
  while (!(await condition())) {
    if (Date.now() > end) assert.fail(`waited in vain for ${description}`)
    await delay(20)
  }
}

/** Starts the database in another process, as a second `npm start` would, and gives that process and the server's pid. */
async function startElsewhere(dataDir: string) {
  const code = `
    import { deleteDatabase, startDatabase } from ${JSON.stringify(join(import.meta.dirname, "private-database.ts"))}
    try {
      const { pid } = await startDatabase({ dataDir: ${JSON.stringify(dataDir)}, programsDir: ${JSON.stringify(PROGRAMS)}, log: () => {} })
      console.log(pid)
      setInterval(() => {}, 1000)
    } catch (error) {
      console.log(error.message)
    }`
  const platform = spawn(process.execPath, ["--input-type=module", "--eval", code], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  platforms.add(platform)
  const [line] = await once(platform.stdout, "data")
  return { platform, answer: String(line).trim() }
}

/** Resolves to the message of the StartError; it is one line and names no code. */
async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => assert.fail("it started"),
    (caught: unknown) => caught,
  )
  assert.ok(error instanceof StartError, `expected a StartError, found ${error instanceof Error ? error.stack : error}`)
  assert.doesNotMatch(error.message, /\n|\.ts:/)
  return error.message
}

/** Runs `use` with the path of a small file system of its own. */
async function onSmallDisk(sizeMiB: number, use: (path: string) => Promise<void>): Promise<void> {
  const path = await mkdtemp(join(folder, "disk-"))
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${sizeMiB}m`, "tmpfs", path])
  try {
    await use(path)
  } finally {
    execFileSync("umount", ["--lazy", path])
  }
}

describe("a private database", () => {
  it("runs with the settings that the services rely on, on a socket and nowhere else", async () => {
    const database = await start(await usedFolder("settings"))
    const [settings] = await query(
      database.admin,
      `select @@innodb_flush_log_at_trx_commit flush, @@innodb_lock_wait_timeout lockWait, @@character_set_server charset,
        @@collation_server collation, @@time_zone zone, @@performance_schema monitoring, @@max_connections connections,
        @@innodb_buffer_pool_size / 1048576 pool, @@skip_networking local, current_user() account`,
    )
    // MySQL and MariaDB differ in the variable's name.
    const [isolation] = await query(
      database.admin,
      "show variables where variable_name in ('tx_isolation', 'transaction_isolation')",
    )
    assert.equal(isolation.Value, "READ-COMMITTED")
    assert.deepEqual(
      { ...settings, pool: Number(settings.pool) },
      {
        flush: 1,
        lockWait: 1,
        charset: "utf8mb4",
        collation: "utf8mb4_unicode_ci",
        zone: "+00:00",
        monitoring: 0,
        connections: 200,
        pool: 128,
        local: 1,
        account: "root@localhost",
      },
    )
    assert.equal(database.socketPath, database.admin.socketPath)
    assert.match(database.source, /^(machine|debian)$/)
    assert.match(database.version, /^\d+\.\d+\.\d+$/)
    await database.stop()
  })

  it("is closed to other users: folder 0700, password 0600, no account without a password", async () => {
    const dataDir = await usedFolder("private")
    const { admin, stop } = await start(dataDir)
    assert.equal((await stat(dataDir)).mode & 0o777, 0o700)
    assert.equal((await stat(join(dataDir, "admin-password"))).mode & 0o777, 0o600)
    assert.ok(!(await readdir(dataDir)).some((name) => name.startsWith("first-statements")))
    await assert.rejects(query({ ...admin, password: "" }, "select 1"), { code: "ER_ACCESS_DENIED_ERROR" })
    const accounts = await query(
      admin,
      "select user account, host place from mysql.user where user <> 'mariadb.sys' and user not like 'mysql.%'",
    )
    assert.deepEqual(
      accounts.map((row) => ({ ...row })),
      [{ account: "root", place: "localhost" }],
    )
    await stop()
  })

  it("keeps the data, and replaces a lost admin password", async () => {
    const dataDir = await usedFolder("keeps")
    const first = await start(dataDir)
    await query(first.admin, "create database kept")
    await query(first.admin, "create table kept.notes (note text) select 'still here' note")
    await first.stop()
    await rm(join(dataDir, "admin-password"))
    const second = await start(dataDir)
    assert.deepEqual(
      (await query(second.admin, "select note from kept.notes")).map((row) => row.note),
      ["still here"],
    )
    await second.stop()
  })

  it("stops once, however often it is asked to", async () => {
    const database = await start(await usedFolder("stops"))
    await Promise.all([database.stop(), database.stop()])
    await database.stop()
    assert.equal(isRunning(database.pid as number), false)
  })

  it("says so when it ends by itself", async () => {
    const lines: string[] = []
    const database = await start(await usedFolder("ends"), lines)
    process.kill(database.pid as number, "SIGKILL")
    await eventually(() => lines.some((line) => /has ended by itself/.test(line)), "the line")
    await database.stop()
  })
})

describe("deleting a database", () => {
  it("leaves nothing, and is no error where there is none", async () => {
    const dataDir = await usedFolder("deleted")
    await deleteDatabase(dataDir, () => {})
    await assert.rejects(stat(dataDir), { code: "ENOENT" })
    await deleteDatabase(dataDir, () => {})
  })

  it("is refused while it is in use", async () => {
    const dataDir = await usedFolder("used")
    const database = await start(dataDir)
    assert.match(await refusal(deleteDatabase(dataDir, () => {})), /is in use by process/)
    assert.equal((await query(database.admin, "select 1 one")).length, 1)
    await database.stop()
  })
})

describe("when the platform is killed", () => {
  it("the database ends too, and the next start has the data", async () => {
    const dataDir = await usedFolder("killed")
    const { platform, answer } = await startElsewhere(dataDir)
    platform.kill("SIGKILL")
    await eventually(() => hasEnded(Number(answer)), "the end of the server")
    const next = await start(dataDir)
    assert.deepEqual(await query(next.admin, "select 1 one").then((rows) => rows.length), 1)
    await next.stop()
  })

  it(
    "and the watchdog with it, the next start stops the leftover server first",
    { skip: !onLinux && "reads /proc" },
    async () => {
      const dataDir = await usedFolder("leftover")
      const { platform, answer } = await startElsewhere(dataDir)
      for (const pid of await childrenOf(platform.pid as number)) {
        if (pid !== Number(answer)) process.kill(pid, "SIGKILL")
      }
      platform.kill("SIGKILL")
      await once(platform, "exit")
      assert.ok(!(await hasEnded(Number(answer))))
      const lines: string[] = []
      const next = await start(dataDir, lines)
      assert.deepEqual(lines, [`stopping the database (process ${answer}) that an earlier start left behind`])
      assert.ok(await hasEnded(Number(answer)))
      await next.stop()
    },
  )

  it("a stale pid file whose number went to another process harms nobody", async () => {
    const dataDir = await usedFolder("stale")
    await writeFile(join(dataDir, `owner-1.pid`), String(process.pid))
    const next = await start(dataDir)
    assert.ok(!(await readdir(dataDir)).includes("owner-1.pid"))
    await next.stop()
  })
})

describe("one line says why it does not start", () => {
  it("when the data is in use by another process", async () => {
    const dataDir = await usedFolder("twice")
    const { platform } = await startElsewhere(dataDir)
    const begin = Date.now()
    assert.match(await refusal(start(dataDir)), new RegExp(`in use by process ${platform.pid}: stop that one first`))
    assert.ok(Date.now() - begin < 2500, "it waited for the lock") // of the 3 s that it would take
    platform.kill("SIGKILL")
    await once(platform, "exit")
  })

  it("when the data is in use by this process", async () => {
    const dataDir = await usedFolder("self")
    const database = await start(dataDir)
    assert.match(await refusal(start(dataDir)), new RegExp(`in use by process ${process.pid}`))
    assert.equal((await query(database.admin, "select 1 one")).length, 1)
    await database.stop()
  })

  it("when two make the same new database at once: exactly one gets it", async () => {
    const dataDir = join(folder, "race")
    const both = await Promise.all([startElsewhere(dataDir), startElsewhere(dataDir)])
    const winners = both.filter(({ answer }) => /^\d+$/.test(answer))
    const losers = both.filter(({ answer }) => /is in use by/.test(answer))
    assert.deepEqual([winners.length, losers.length], [1, 1], both.map(({ answer }) => answer).join(" / "))
    winners[0]?.platform.kill("SIGKILL")
    await eventually(() => hasEnded(Number(winners[0]?.answer)), "the end of the server")
    assert.ok(!(await readdir(dataDir)).some((name) => name.includes("unfinished")))
  })

  it("when the disk is too small for a new database", { skip: !canMount && "needs to mount" }, () =>
    onSmallDisk(20, async (disk) => {
      assert.match(
        await refusal(start(join(disk, "data"))),
        /^the disk is full under \S*\/disk-\w+\/data: free some space/,
      )
    }),
  )

  it("when the disk has filled up since", { skip: !canMount && "needs to mount" }, () =>
    onSmallDisk(300, async (disk) => {
      const dataDir = join(disk, "data")
      await cp(template, dataDir, { recursive: true })
      await writeFile(join(disk, "filler"), Buffer.alloc(300 << 20)).catch(() => {})
      assert.match(await refusal(start(dataDir)), /^the disk is full under/)
      await rm(join(disk, "filler"))
      await (await start(dataDir)).stop()
    }),
  )

  it("when the folder is on a read-only file system", { skip: !canMount && "needs to mount" }, () =>
    onSmallDisk(1, async (disk) => {
      execFileSync("mount", ["-o", "remount,ro", disk])
      assert.match(await refusal(start(join(disk, "data"))), /is on a read-only file system/)
    }),
  )

  it("when the folder is not writable", { skip: isRoot && "root may write everywhere" }, async () => {
    const closed = join(folder, "closed")
    await mkdir(closed, { mode: 0o500 })
    assert.match(await refusal(start(join(closed, "data"))), /is not writable for this user/)
  })

  it("when the folder is a file", async () => {
    await writeFile(join(folder, "file"), "")
    assert.match(await refusal(start(join(folder, "file"))), /should be a folder/)
    assert.match(await refusal(start(join(folder, "file/data"))), /should be a folder/)
  })

  it("when the data was made by a newer server or another one", async () => {
    const dataDir = await usedFolder("newer")
    const [flavour = "", version] = (await readFile(join(dataDir, "server-version"), "utf8")).trim().split(" ")
    const names: Record<string, string> = { mariadb: "MariaDB", mysql: "MySQL" }
    await writeFile(join(dataDir, "server-version"), `${flavour} 99.1.0\n`)
    const newer = `was made by the newer ${names[flavour]} 99.1.0, found ${names[flavour]} ${version} `
    assert.ok((await refusal(start(dataDir))).includes(newer))
    const other = flavour === "mysql" ? "mariadb" : "mysql"
    await writeFile(join(dataDir, "server-version"), `${other} 8.4.0\n`)
    const foreign = `was made by ${names[other]} 8.4.0, which ${names[flavour]} ${version} `
    assert.ok((await refusal(start(dataDir))).includes(foreign))
  })

  it("when the files are damaged, with what the server said", async () => {
    const dataDir = await usedFolder("damaged")
    await truncate(join(dataDir, "data/ibdata1"), 100)
    assert.match(await refusal(start(dataDir)), /^the database ended at its start: .*ibdata1.*\(log: .*server\.log\)/)
    assert.match(await readFile(join(dataDir, "server.log"), "utf8"), /ibdata1/)
  })
})

describe("a long path", () => {
  it("is no trouble up to the last byte that a socket takes", async () => {
    const dataDir = await usedFolder("y".repeat(MAX_SOCKET_PATH_BYTES - join(folder, "/mysql.sock").length - 1))
    const database = await start(dataDir)
    assert.equal(database.socketPath, join(dataDir, "mysql.sock"))
    assert.equal(Buffer.byteLength(database.socketPath), MAX_SOCKET_PATH_BYTES)
    assert.equal((await query(database.admin, "select 1 one")).length, 1)
    await database.stop()
  })

  it("moves the socket to a short private folder, which goes when the database stops", async () => {
    const dataDir = await usedFolder("x".repeat(120))
    const database = await start(dataDir)
    const socketFolder = join(database.socketPath as string, "..")
    assert.ok(!(database.socketPath as string).startsWith(folder))
    assert.equal((await stat(socketFolder)).mode & 0o777, 0o700)
    assert.equal((await query(database.admin, "select 1 one")).length, 1)
    await database.stop()
    await assert.rejects(stat(socketFolder), { code: "ENOENT" })
  })
})

describe("MYSQL_URL", () => {
  const byUrl = (mysqlUrl: string) =>
    startDatabase({ mysqlUrl, dataDir: join(folder, "unused"), programsDir: join(folder, "unused"), log: () => {} })

  it("takes any server that answers, tells what it is, and leaves it running", async () => {
    const own = await start(await usedFolder("url"))
    const { stop, ...found } = await byUrl(formatMysqlUrl(own.admin))
    await stop()
    assert.deepEqual([found.source, found.flavour, found.version], ["url", own.flavour, own.version])
    assert.equal((await query(found.admin, "select 1 one")).length, 1)
    await assert.rejects(stat(join(folder, "unused")))
    await own.stop()
  })

  it("gives one line without the password when the server is away or refuses", async () => {
    const own = await start(await usedFolder("refuses"))
    const wrong = await refusal(byUrl(formatMysqlUrl({ ...own.admin, password: "hush-hush" })))
    assert.match(wrong, /does not answer: Access denied/)
    const away = await refusal(byUrl("mysql://root:hush-hush@127.0.0.1:1/"))
    assert.match(away, /127\.0\.0\.1:1 does not answer: .*ECONNREFUSED/)
    assert.doesNotMatch(wrong + away, /hush/)
    await own.stop()
  })
})

/** Ended, also when its new parent has not taken notice yet. */
async function hasEnded(pid: number): Promise<boolean> {
  if (!onLinux) return !isRunning(pid)
  return (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")) === ""
}

async function childrenOf(pid: number): Promise<number[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name))
  const statuses = await Promise.all(pids.map((name) => readFile(`/proc/${name}/status`, "utf8").catch(() => "")))
  return pids.filter((_, i) => statuses[i]?.includes(`\nPPid:\t${pid}\n`)).map(Number)
}
