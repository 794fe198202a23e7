import { context, SpanKind, SpanStatusCode } from "@opentelemetry/api"
import { Kysely, MysqlDialect, type MysqlPool, type Transaction } from "kysely"
import { createConnection, createPool, type Pool, type PoolConnection, type PoolOptions, type QueryError } from "mysql2"
import { Counter, Gauge, Histogram } from "prom-client"
import { currentCall } from "@lectern/rpc/call"
import { deadlineExceeded, exhausted, unavailable } from "@lectern/rpc/errors"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { migrate } from "./migrations.ts"
import { isLockConflict, translateMysqlError } from "./mysql-errors.ts"
import { forServer, type ServerFlavour } from "./server-flavour.ts"

export interface DatabaseOptions {
  /** `mysql://user:password@host:port/database`, or with `?socketPath=/path` for a Unix socket. */
  url: string
  telemetry: Telemetry
  /** Folder of plain SQL files, applied before the first query. */
  migrations: URL
  connectionLimit?: number
  /** How long a call waits for a connection. One that can't get one soon is better refused than kept behind others. */
  waitMs?: number
  /** Whether a server that is away at the start is waited for; else that is a StartError. */
  waitForServer?: boolean
}

const WAIT_MS = 500
// Background work keeps nobody waiting.
const BACKGROUND_WAIT_MS = 10_000
// Waiting is bounded by time; this bounds memory. Two hundred were too few: ten connections are done with them in some 50 ms.
const QUEUE_LIMIT = 2000
const CONNECTION_LIMIT = 10
const VERBS = ["select", "insert", "update", "delete"]
/** A statement of a call that takes longer is one too slow: a fetch of a query has 300 ms. */
const SLOW_MS = 250
const MAX_LOGGED_SQL = 500
const CONTROL = /^(begin|start transaction|commit|rollback|savepoint|release savepoint|set )/i

/** A service's own database, migrated. Statements obey the deadline of the running call and end with its abort. */
export async function openDatabase<DB>(options: DatabaseOptions): Promise<Kysely<DB>> {
  const config: PoolOptions = {
    uri: options.url,
    connectionLimit: options.connectionLimit ?? CONNECTION_LIMIT,
    queueLimit: QUEUE_LIMIT,
    enableKeepAlive: true,
    supportBigNumbers: true,
    decimalNumbers: true,
    timezone: "Z",
    charset: "utf8mb4_unicode_ci",
    connectTimeout: 2000,
  }
  const { flavour } = await migrate(config, {
    folder: options.migrations,
    log: options.telemetry.log,
    waits: options.waitForServer ?? false,
  })
  const pool = createPool(config)
  pool.on("connection", (connection) => {
    // Per connection, since a server of the operator's may have other defaults.
    connection.query("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED", () => {})
    connection.query(
      "SET SESSION innodb_lock_wait_timeout = 1, " +
        "sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
      () => {},
    )
  })
  return new Kysely<DB>({
    dialect: new MysqlDialect({ pool: observedPool(pool, config, flavour, options) }),
  })
}

/** Runs `work` in a transaction; a deadlock or a lock wait runs all of it again, three times at most. */
export const transact = <DB, T>(db: Kysely<DB>, work: (tx: Transaction<DB>) => Promise<T>): Promise<T> =>
  retryLockConflicts(() => db.transaction().execute(work))

/** The same for a single statement that needs no transaction. */
export async function retryLockConflicts<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!isLockConflict(error)) throw error
      if (attempt === 3) throw unavailable("others are changing the same data", error)
      // Full jitter, so that two that met do not meet again.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt))
    }
  }
}

/** The pool as Kysely sees it: waiting is bounded, every statement has a deadline, a span and a count. */
function observedPool(
  pool: Pool,
  config: PoolOptions,
  flavour: ServerFlavour,
  { telemetry, waitMs = WAIT_MS }: Pick<DatabaseOptions, "telemetry" | "waitMs">,
): MysqlPool {
  const statements = new Counter({
    name: "db_statements_total",
    help: "SQL statements, without transaction control, by verb, outcome, and whether a call or a background job made them.",
    labelNames: ["verb", "outcome", "origin"],
    registers: [telemetry.metrics],
  })
  const seconds = new Histogram({
    name: "db_statement_seconds",
    help: "Time of an SQL statement.",
    labelNames: ["verb"],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
    registers: [telemetry.metrics],
  })
  const slow = new Counter({
    name: "db_slow_statements_total",
    help: `SQL statements that took more than ${SLOW_MS} ms, by verb, and whether a call or a background job made them.`,
    labelNames: ["verb", "origin"],
    registers: [telemetry.metrics],
  })
  for (const verb of VERBS) for (const origin of ["call", "job"]) slow.labels(verb, origin).inc(0)
  const waited = new Histogram({
    name: "db_pool_wait_seconds",
    help: "Time until a connection was had, or given up: by outcome ok, busy or error.",
    labelNames: ["outcome"],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 5, 10],
    registers: [telemetry.metrics],
  })
  for (const outcome of ["ok", "busy", "error"]) waited.zero({ outcome })
  const limit = new Gauge({
    name: "db_pool_connections_limit",
    help: "Most connections that this process may have open.",
    registers: [telemetry.metrics],
  })
  limit.set(config.connectionLimit ?? CONNECTION_LIMIT)
  const inside = pool as unknown as Record<
    "_allConnections" | "_freeConnections" | "_connectionQueue",
    { length: number }
  >
  new Gauge({
    name: "db_pool_connections",
    help: "Connections by state, and requests waiting for one.",
    labelNames: ["state"],
    registers: [telemetry.metrics],
    collect() {
      this.set({ state: "open" }, inside._allConnections.length)
      this.set({ state: "idle" }, inside._freeConnections.length)
      this.set({ state: "waiting" }, inside._connectionQueue.length)
    },
  })

  const observe = (connection: PoolConnection) => {
    let doomed = false
    const kill = () => {
      // The connection may be between two statements by the time the kill arrives, so it is not used again.
      doomed = true
      const side = createConnection(config)
      side.on("error", () => {})
      side.query(`KILL QUERY ${connection.threadId}`, () => side.end(() => {}))
    }
    return {
      threadId: connection.threadId,
      query(given: string, parameters: unknown[], callback: (error: Error | null, result?: unknown) => void) {
        // Written by hand, a statement may begin on a line of its own; its verb is looked at below.
        const sql = given.trimStart()
        if (CONTROL.test(sql)) {
          connection.query(sql, parameters, (error, result) => callback(error && translateMysqlError(error), result))
          return
        }
        const call = currentCall()
        const remainingMs = call ? Math.floor(call.deadlineMs - Date.now()) : undefined
        if (call?.signal.aborted || (remainingMs !== undefined && remainingMs < 1)) {
          callback(deadlineExceeded("no time is left for the database"))
          return
        }
        const verb = sql.slice(0, sql.search(/\s/)).toLowerCase()
        const span = telemetry.tracer.startSpan(verb, {
          kind: SpanKind.CLIENT,
          attributes: { "db.system": flavour, "db.statement": sql.slice(0, MAX_LOGGED_SQL) },
        })
        // The answer comes in events of the connection, outside of it.
        const asker = context.active()
        const began = performance.now()
        call?.signal.addEventListener("abort", kill, { once: true })
        const text = forServer(flavour, sql, remainingMs)
        connection.query(text, parameters, (error: QueryError | null, result: unknown) => {
          call?.signal.removeEventListener("abort", kill)
          const ms = performance.now() - began
          const origin = call ? "call" : "job"
          seconds.labels(verb).observe(ms / 1000)
          statements.labels(verb, error ? "error" : "ok", origin).inc()
          if (ms > SLOW_MS) {
            slow.labels(verb, origin).inc()
            // Without its values: they may be about people.
            const line = { ms: Math.round(ms), sql: sql.slice(0, MAX_LOGGED_SQL) }
            if (call) context.with(asker, () => telemetry.log.warn(line, "slow statement"))
          }
          if (error) span.setStatus({ code: SpanStatusCode.ERROR, message: String(error.errno ?? error.code) })
          span.end()
          callback(error && translateMysqlError(error), result)
        })
      },
      release: () => (doomed ? connection.destroy() : connection.release()),
      destroy: () => connection.destroy(),
    }
  }

  return {
    getConnection(callback: (error: unknown, connection: never) => void) {
      const call = currentCall()
      if (call && call.deadlineMs <= Date.now()) {
        callback(deadlineExceeded("no time is left for the database"), undefined as never)
        return
      }
      const limitMs = call ? Math.min(waitMs, call.deadlineMs - Date.now()) : BACKGROUND_WAIT_MS
      let late = false
      const began = performance.now()
      const count = (outcome: "ok" | "busy" | "error") =>
        waited.labels(outcome).observe((performance.now() - began) / 1000)
      const timer = setTimeout(
        () => {
          late = true
          count("busy")
          callback(exhausted("DATABASE_BUSY", "no database connection became free in time", 500), undefined as never)
        },
        Math.max(0, limitMs),
      )
      pool.getConnection((error, connection) => {
        clearTimeout(timer)
        if (late) return connection?.release()
        count(error ? "error" : "ok")
        if (error) callback(translateMysqlError(error), undefined as never)
        else callback(null, observe(connection) as never)
      })
    },
    end: (callback) => pool.end((error) => callback(error)),
  }
}
