import assert from "node:assert/strict"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { connect, createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { pathToFileURL } from "node:url"
import { sql, type Kysely } from "kysely"
import mysql, { type RowDataPacket } from "mysql2/promise"
import { withCall } from "@lectern/rpc/call"
import { freePort } from "@lectern/runtime/free-port"
import { inSpan } from "@lectern/runtime/telemetry"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue, silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { temporaryDatabase, type TemporaryDatabase } from "@lectern/test-kit/temporary-database"
import { until } from "@lectern/test-kit/until"
import { openDatabase, transact } from "./database.ts"

interface Tables {
  counters: { id: number; value: number }
}

let folder: URL
let database: TemporaryDatabase
let db: Kysely<Tables>
const telemetry = silentTelemetry("test")
before(async () => {
  const path = await mkdtemp(join(tmpdir(), "lectern-migrations-"))
  folder = pathToFileURL(`${path}/`)
  await writeFile(
    new URL("0001-create-counters.sql", folder),
    "CREATE TABLE counters (id INT PRIMARY KEY, value INT NOT NULL);\n",
  )
  database = await temporaryDatabase()
  db = await openDatabase<Tables>({ url: database.url, telemetry, migrations: folder, connectionLimit: 4 })
  await db.insertInto("counters").values({ id: 0, value: 0 }).execute()
})
after(async () => {
  await db.destroy()
  await database.drop()
  await rm(folder, { recursive: true })
})

const running = async (): Promise<number> => {
  const connection = await mysql.createConnection(database.admin)
  const [rows] = await connection.query<RowDataPacket[]>("SHOW FULL PROCESSLIST")
  await connection.end()
  return rows.filter((row) => String(row.Info).includes("sleep(20)") && !String(row.Info).includes("PROCESSLIST"))
    .length
}

describe("a statement", () => {
  // Not a bare SLEEP: MySQL answers one that is interrupted as if nothing had happened.
  it("ends at the server when the deadline of its call passes", async () => {
    const call = callAs(caller.anonymous, 150)
    const began = performance.now()
    await refusal(
      withCall(call, () => sql`select 1 from counters where sleep(20)`.execute(db)),
      "DEADLINE_EXCEEDED",
    )
    assert.ok(performance.now() - began < 1500)
    await until(async () => (await running()) === 0, { timeoutMs: 2000, description: "no statement runs any more" })
  })

  it("ends at the server when its caller goes away, and the pool stays usable", async () => {
    const controller = new AbortController()
    const call = { ...callAs(caller.anonymous), signal: controller.signal }
    const failed = refusal(
      withCall(call, () => sql`select 1 from counters where sleep(20)`.execute(db)),
      "DEADLINE_EXCEEDED",
    )
    await until(async () => (await running()) === 1, { timeoutMs: 5000, description: "the statement runs" })
    controller.abort()
    await failed
    await until(async () => (await running()) === 0, { timeoutMs: 2000, description: "no statement runs any more" })
    for (let i = 0; i < 6; i++) assert.equal((await sql<{ one: number }>`select 1 as one`.execute(db)).rows[0]?.one, 1)
  })

  it("is told of when it is slow for a call: counted, and logged without its values in the trace of its caller", async () => {
    const slow = () => counterValue(telemetry, "db_slow_statements_total", { verb: "select", origin: "call" })
    const before = await slow()
    telemetry.lines.length = 0
    await inSpan(telemetry.tracer, "RPC", {}, (span) =>
      withCall(callAs(caller.anonymous), async () => {
        await sql`select sleep(0.3), ${"a value of somebody"}`.execute(db)
        await sql`select 1`.execute(db)
        const [line = "", ...others] = telemetry.lines
        assert.deepEqual(others, [])
        const { level, msg, sql: text, traceId } = JSON.parse(line) as Record<string, unknown>
        assert.deepEqual([level, msg, traceId], ["warn", "slow statement", span.spanContext().traceId])
        assert.equal(text, "select sleep(0.3), ?")
      }),
    )
    assert.equal(await slow(), before + 1)
  })

  it("is not sent when no time is left", async () => {
    const before = await counterValue(telemetry, "db_statements_total")
    await refusal(
      withCall({ ...callAs(caller.anonymous), deadlineMs: Date.now() - 1 }, () => sql`select 1`.execute(db)),
      "DEADLINE_EXCEEDED",
    )
    assert.equal(await counterValue(telemetry, "db_statements_total"), before)
  })

  it("fails without its values: the error goes to the log", async () => {
    const failed = sql`insert into nowhere values (${"a secret value"})`.execute(db)
    await assert.rejects(failed, (error: Error) => {
      assert.equal("sql" in error, false)
      return !JSON.stringify({ ...error, text: error.stack }).includes("a secret value")
    })
  })

  it("is refused in time when all connections are taken", async () => {
    const enough = Promise.withResolvers<void>()
    let held = 0
    const holders = Array.from({ length: 4 }, () =>
      db.connection().execute(async () => {
        held++
        await enough.promise
      }),
    )
    await until(() => held === 4, { timeoutMs: 5000, description: "all connections are taken" })
    await refusal(
      withCall(callAs(caller.anonymous, 200), () => sql`select 1`.execute(db)),
      "RESOURCE_EXHAUSTED",
      "DATABASE_BUSY",
    )
    const waits = await telemetry.metrics.getSingleMetric("db_pool_wait_seconds")?.get()
    const ofOutcome = (outcome: string) =>
      waits?.values.filter(({ labels }) => labels.outcome === outcome && !("le" in labels)).map(({ value }) => value)
    const [seconds = 0, count] = ofOutcome("busy") ?? []
    assert.ok(count === 1 && seconds > 0.15 && seconds < 1, String(ofOutcome("busy")))
    enough.resolve()
    await Promise.all(holders)
  })
})

describe("transact", () => {
  it("loses no update of twenty at once", async () => {
    await db.insertInto("counters").values({ id: 1, value: 0 }).execute()
    await Promise.all(
      Array.from({ length: 20 }, () =>
        transact(db, async (tx) => {
          const row = await tx
            .selectFrom("counters")
            .selectAll()
            .where("id", "=", 1)
            .forUpdate()
            .executeTakeFirstOrThrow()
          await tx
            .updateTable("counters")
            .set({ value: row.value + 1 })
            .where("id", "=", 1)
            .execute()
        }),
      ),
    )
    assert.equal((await db.selectFrom("counters").selectAll().where("id", "=", 1).executeTakeFirstOrThrow()).value, 20)
  })

  it("runs both transactions of a deadlock to their end", async () => {
    await db
      .insertInto("counters")
      .values([
        { id: 2, value: 0 },
        { id: 3, value: 0 },
      ])
      .execute()
    const both = Promise.withResolvers<void>()
    let first = 0
    const change = (a: number, b: number) =>
      transact(db, async (tx) => {
        await tx
          .updateTable("counters")
          .set((eb) => ({ value: eb("value", "+", 1) }))
          .where("id", "=", a)
          .execute()
        if (++first === 2) both.resolve()
        await both.promise
        await tx
          .updateTable("counters")
          .set((eb) => ({ value: eb("value", "+", 1) }))
          .where("id", "=", b)
          .execute()
      })
    await Promise.all([change(2, 3), change(3, 2)])
    const rows = await db.selectFrom("counters").selectAll().where("id", "in", [2, 3]).execute()
    assert.deepEqual(
      rows.map(({ value }) => value),
      [2, 2],
    )
  })
})

describe("migrations", () => {
  it("are applied once when several replicas start at the same time", async () => {
    await using fresh = await temporaryDatabase()
    const pools = await Promise.all(
      Array.from({ length: 4 }, () =>
        openDatabase<Tables>({ url: fresh.url, telemetry: silentTelemetry("replica"), migrations: folder }),
      ),
    )
    assert.deepEqual(await pools[0]?.selectFrom("counters").selectAll().execute(), [])
    await Promise.all(pools.map((pool) => pool.destroy()))
  })

  it("go on behind the statement that failed, and refuse a file that was changed", async () => {
    await using fresh = await temporaryDatabase()
    const path = await mkdtemp(join(tmpdir(), "lectern-migrations-"))
    const files = pathToFileURL(`${path}/`)
    const file = new URL("0001-two-tables.sql", files)
    const good = "CREATE TABLE a (id INT);\nCREATE TABLE b (id INT);\n"
    await writeFile(file, good)
    const open = () => openDatabase({ url: fresh.url, telemetry: silentTelemetry("replica"), migrations: files })
    const connection = await mysql.createConnection(fresh.url)
    await connection.query("CREATE TABLE b (id INT)")
    await assert.rejects(open(), /already exists/)
    await connection.query("DROP TABLE b")
    await (await open()).destroy()
    await connection.end()
    await writeFile(file, `${good}-- changed\n`)
    await assert.rejects(open(), /was changed after it had been applied/)
    await rm(path, { recursive: true })
  })

  it("let a release work with a database that a newer one has changed, unless the change says that it can't", async () => {
    await using fresh = await temporaryDatabase()
    const path = await mkdtemp(join(tmpdir(), "lectern-migrations-"))
    const files = pathToFileURL(`${path}/`)
    const open = async () => {
      const telemetry = silentTelemetry("release")
      const pool = await openDatabase({ url: fresh.url, telemetry, migrations: files })
      await pool.destroy()
      return telemetry.lines.join("")
    }
    const release = (...names: string[]) =>
      Promise.all(names.map((name) => writeFile(new URL(name, files), `CREATE TABLE t${name.slice(0, 4)} (id INT);\n`)))
    await release("0001-first.sql", "0002-second.sql")
    await open()
    await rm(new URL("0002-second.sql", files))
    assert.match(await open(), /changed by a newer release/)
    await release("0002-second.sql", "0003-breaking-third.sql")
    await open()
    await rm(new URL("0003-breaking-third.sql", files))
    await assert.rejects(open(), { name: "StartError", message: /can't work with: 0003-breaking-third.sql/ })
    await rm(path, { recursive: true })
  })

  it("wait for a server that is away, and say so, but not for one that refuses the account", async () => {
    await using fresh = await temporaryDatabase()
    const direct = new URL(fresh.url)
    const socketPath = direct.searchParams.get("socketPath")
    const away = new URL(direct)
    const port = await freePort()
    away.searchParams.delete("socketPath")
    away.host = `127.0.0.1:${port}`
    const telemetry = silentTelemetry("service")
    const opening = openDatabase<Tables>({ url: away.href, telemetry, migrations: folder, waitForServer: true })
    await until(() => telemetry.lines.filter((line) => line.includes("waiting for it")).length >= 2, {
      description: "two tries",
    })
    const server = createServer((socket) => {
      const target = socketPath ? connect(socketPath) : connect(Number(direct.port), direct.hostname)
      socket.pipe(target).pipe(socket)
      for (const one of [socket, target]) one.on("error", () => {})
    }).listen(port, "127.0.0.1")
    const pool = await opening
    assert.deepEqual(await pool.selectFrom("counters").selectAll().execute(), [])
    await pool.destroy()
    server.close()
    direct.password = "wrong"
    await assert.rejects(openDatabase({ url: direct.href, telemetry, migrations: folder, waitForServer: true }), {
      name: "StartError",
      message: /Access denied/,
    })
  })

  it("say in one line that the database does not answer", async () => {
    await assert.rejects(
      openDatabase({ url: "mysql://a:b@127.0.0.1:9/x", telemetry: silentTelemetry("replica"), migrations: folder }),
      { name: "StartError", message: /does not answer/ },
    )
  })
})
