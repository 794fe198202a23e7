import assert from "node:assert/strict"
import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync } from "node:fs"
import { mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { after, before, describe, it } from "node:test"
import { createConnection } from "mysql2/promise"
import { parseMysqlUrl } from "@lectern/private-database/service-accounts"
import { temporaryDatabase } from "./temporary-database.ts"
import { until } from "./until.ts"

const WITH_TEST_SERVER = join(import.meta.dirname, "with-test-server.ts")
const TEMPORARY_DATABASE = join(import.meta.dirname, "temporary-database.ts")

async function query(url: string, sql: string): Promise<any> {
  const connection = await createConnection(parseMysqlUrl(url))
  try {
    return (await connection.query(sql))[0]
  } finally {
    await connection.end()
  }
}

describe("a temporary database", () => {
  it("is empty, one's own, and gone afterwards with its account", async () => {
    let url: string
    {
      await using first = await temporaryDatabase()
      await using second = await temporaryDatabase()
      url = first.url
      assert.notEqual(first.url, second.url)
      await query(first.url, "create table notes (note text)")
      assert.deepEqual(await query(second.url, "show tables"), [])
      await assert.rejects(query(second.url, `select * from ${parseMysqlUrl(first.url).database}.notes`), {
        errno: 1142,
      })
    }
    await assert.rejects(query(url, "select 1"), { errno: 1045 })
  })

  it("may be dropped more than once", async () => {
    const database = await temporaryDatabase()
    await Promise.all([database.drop(), database.drop()])
    await database.drop()
  })

  it("has the conventions of the platform's own database", async () => {
    await using database = await temporaryDatabase()
    const [found] = await query(
      database.url,
      "select @@collation_database collation, @@time_zone zone, @@innodb_lock_wait_timeout lockWait",
    )
    assert.deepEqual(
      { ...found },
      {
        collation: "utf8mb4_unicode_ci",
        zone: "+00:00",
        lockWait: 1,
      },
    )
  })
})

describe("the server for tests", () => {
  // A temporary folder of its own tells what is left behind.
  let folder: string
  const environment = () => ({ ...process.env, TMPDIR: folder, TEST_MYSQL_ADMIN_URL: "" })
  const left = async () => (await readdir(folder)).filter((name) => !name.startsWith("lectern-test-"))
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "test-kit-"))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  /** Runs a command under with-test-server.ts and gives what it printed and its exit code. */
  async function run(...command: string[]): Promise<{ output: string; code: number | null }> {
    const child = execFile(process.execPath, [WITH_TEST_SERVER, "--", ...command], { env: environment() })
    let output = ""
    child.stdout?.on("data", (text) => (output += text))
    child.stderr?.on("data", (text) => (output += text))
    const [code] = await once(child, "close")
    return { output, code }
  }

  const PRINT_URL = `
    import { temporaryDatabase } from ${JSON.stringify(TEMPORARY_DATABASE)}
    console.log((await temporaryDatabase()).url)`
  const asModule = (code: string) => ["--input-type=module", "--eval", code]

  it("is one for all processes of a command, whose exit code it passes on, and goes with it", async () => {
    const print = `${process.execPath} --input-type=module --eval '${PRINT_URL}'`
    const { output, code } = await run("sh", "-c", `${print} && ${print}; exit 7`)
    const urls = output
      .trim()
      .split("\n")
      .map((url) => parseMysqlUrl(url))
    assert.equal(urls.length, 2, output)
    assert.equal(urls[0]?.socketPath, urls[1]?.socketPath)
    assert.notEqual(urls[0]?.database, urls[1]?.database)
    assert.equal(code, 7)
    assert.deepEqual(await left(), [])
  })

  it("says what is wrong with the command", async () => {
    assert.deepEqual(await run("/no/such/program"), {
      output: "cannot run /no/such/program: spawn /no/such/program ENOENT\n",
      code: 127,
    })
    assert.equal((await run()).code, 2)
    assert.equal((await run("sh", "-c", "kill -9 $$")).code, 137)
    assert.deepEqual(await left(), [])
  })

  it("passes signals on and cleans up after them", async () => {
    const child = spawn(
      process.execPath,
      [
        WITH_TEST_SERVER,
        "--",
        "sh",
        "-c",
        "trap 'echo stopping; exit 3' TERM; echo started; while kill -0 $PPID; do sleep 0.05; done",
      ],
      { env: environment(), stdio: ["ignore", "pipe", "inherit"] },
    )
    let output = ""
    child.stdout.on("data", (text) => (output += text))
    await until(() => output === "started\n", { timeoutMs: 30_000, description: "the command to start" })
    child.kill("SIGTERM")
    assert.deepEqual(await once(child, "close"), [3, null])
    assert.equal(output, "started\nstopping\n")
    assert.deepEqual(await left(), [])
  })

  it("of a single test process goes when that ends, without being told", async () => {
    const child = execFile(process.execPath, asModule(PRINT_URL), { env: environment() })
    assert.deepEqual(await once(child, "exit"), [0, null])
    await until(async () => (await left()).length === 0, { timeoutMs: 30_000, description: "the folder to go" })
  })

  it("of a single test process goes when that is killed", async () => {
    const child = spawn(process.execPath, asModule(`${PRINT_URL}; setInterval(() => {}, 1000)`), {
      env: environment(),
      stdio: ["ignore", "pipe", "inherit"],
    })
    const [url] = await once(child.stdout, "data")
    const { socketPath = "" } = parseMysqlUrl(String(url).trim())
    assert.equal(dirname(dirname(socketPath)), folder)
    assert.ok(existsSync(socketPath))
    child.kill("SIGKILL")
    await until(async () => (await left()).length === 0, { timeoutMs: 30_000, description: "the folder to go" })
  })

  it("is made from one template, even when several processes want the first one", async () => {
    await rm(folder, { recursive: true })
    folder = await mkdtemp(join(tmpdir(), "test-kit-"))
    const codes = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const child = execFile(process.execPath, asModule(PRINT_URL), { env: environment() })
        return (await once(child, "exit"))[0]
      }),
    )
    assert.deepEqual(codes, [0, 0, 0])
    const [cache = ""] = (await readdir(folder)).filter((name) => name.startsWith("lectern-test-"))
    assert.equal((await readdir(join(folder, cache))).length, 1)
  })
})
