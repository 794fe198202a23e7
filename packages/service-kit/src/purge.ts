import { sql, type Kysely } from "kysely"
import { Counter } from "prom-client"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { startBackgroundJob, type BackgroundJob } from "./background-job.ts"
import { transact } from "./database.ts"

/** Rows that are deleted once the time in `column`, which begins an index, is further back than `keptMs`. */
export interface PurgeRule {
  table: string
  column: string
  keptMs: number
}

/** First answers to idempotency keys: a week (AIP-155), so that a client may repeat after a long time offline. */
const IDEMPOTENCY: PurgeRule = { table: "idempotency", column: "created_at", keptMs: 7 * 86_400_000 }
const PERIOD_MS = 600_000
// Few enough that nobody waits for their locks.
const ROWS_AT_ONCE = 500

/** Deletes what is past its time, idempotency keys and what `rules` name, each ten minutes, on any number of replicas. */
export function startPurge<DB>(
  telemetry: Telemetry,
  db: Kysely<DB>,
  clock: () => Date,
  rules: readonly PurgeRule[] = [],
): BackgroundJob {
  const purged = new Counter({
    name: "purged_rows_total",
    help: "Rows deleted because their time had passed.",
    labelNames: ["table"],
    registers: [telemetry.metrics],
  })
  return startBackgroundJob(telemetry, {
    name: "purge",
    periodMs: PERIOD_MS,
    round: async (signal) => {
      for (const rule of [IDEMPOTENCY, ...rules])
        purged.labels(rule.table).inc(await purgeRows(db, rule, clock(), signal))
    },
  })
}

/** Deletes in small batches until nothing is left to delete, or `signal` aborts. Answers how many rows those were. */
export async function purgeRows<DB>(
  db: Kysely<DB>,
  { table, column, keptMs }: PurgeRule,
  now: Date,
  signal?: AbortSignal,
): Promise<number> {
  const before = new Date(now.getTime() - keptMs)
  let total = 0
  while (!signal?.aborted) {
    const deleted = await transact(db, async (tx) => {
      const { numAffectedRows } = await sql`
        delete from ${sql.table(table)} where ${sql.ref(column)} < ${before}
        order by ${sql.ref(column)} limit ${sql.lit(ROWS_AT_ONCE)}`.execute(tx)
      return Number(numAffectedRows ?? 0n)
    })
    total += deleted
    if (deleted < ROWS_AT_ONCE) break
  }
  return total
}
