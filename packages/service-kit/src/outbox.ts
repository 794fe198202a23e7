import { sql, type Kysely, type QueryExecutorProvider } from "kysely"
import { Counter, Histogram } from "prom-client"
import { ServiceError } from "@lectern/rpc/errors"
import { sharedMetrics } from "@lectern/runtime/shared-metrics"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { transact } from "./database.ts"
import { idFromBytes, idToBytes, newId } from "./ids.ts"

/** A change that somebody outside the database must hear of, as it was written in the transaction of the change. */
export interface OutboxMessage<P = unknown> {
  /** Unique for ever: the consumer's key against doing it twice. */
  id: string
  topic: string
  payload: P
  /** 1 at the first try. */
  attempt: number
}

/** Thrown by a delivery that would fail for ever: the message is set aside at once. */
export class UndeliverableError extends Error {}

const LEASE_MS = 60_000
const FIRST_RETRY_MS = 1000
const LONGEST_RETRY_MS = 3_600_000
/** With the waits above, the last try comes a good day after the first. */
const MAX_ATTEMPTS = 36
const CLAIMED_AT_ONCE = 20

/**
 * Writes a message in the transaction of the change that it tells of. The table is `outbox` (see outbox.sql in this
 * package). Answers with the message's id.
 */
export async function enqueue(
  tx: QueryExecutorProvider,
  { topic, payload, now, dueAt = now }: { topic: string; payload: unknown; now: Date; dueAt?: Date },
): Promise<string> {
  const id = newId(now)
  await sql`
    insert into outbox (id, topic, payload, state, attempts, due_at, created_at)
    values (${idToBytes(id)}, ${topic}, ${JSON.stringify(payload)}, 'QUEUED', 0, ${dueAt}, ${now})`.execute(tx)
  return id
}

interface OutboxRow {
  id: Buffer
  topic: string
  payload: string
  attempts: number
  created_at: Date
}

/**
 * Delivers what is due, until nothing is: each message at least once, whichever replica comes first. A claim is a lease
 * of a minute, so what a process that died had claimed is tried again; a delivery that fails is tried again after 1 s,
 * 2 s, 4 s … up to an hour (with full jitter), and set aside as FAILED after 36 tries. Answers with how many were delivered
 * and how many failed for now or for good.
 *
 * Of each topic one goes ahead. Where it finds the consumer away, the others wait for a second and lose no try: twenty calls
 * that fail at once, as after a start of everything, would open the breaker for everybody's calls. Past any other failure
 * the others are delivered.
 *
 * Times are of `clock`; the consumer must take a message twice without harm (a unique key on its id).
 */
export async function relayOutbox<DB>(
  db: Kysely<DB>,
  {
    topic,
    clock,
    deliver,
    telemetry,
    signal,
  }: {
    /**
     * All when undefined. Messages that must not wait for slow ones have a relay of their own, and the table an index
     * that begins with the topic.
     */
    topic?: string
    clock: () => Date
    deliver: (message: OutboxMessage) => Promise<void>
    telemetry: Telemetry
    signal?: AbortSignal
  },
): Promise<{ delivered: number; failed: number }> {
  const { outcomes, seconds } = metricsOf(telemetry)
  const total = { delivered: 0, failed: 0 }
  /** Gives the error that it failed with. */
  const attempt = async (row: OutboxRow): Promise<unknown> => {
    const message = { id: idFromBytes(row.id), topic: row.topic, attempt: row.attempts + 1 }
    try {
      await deliver({ ...message, payload: JSON.parse(row.payload) as unknown })
    } catch (error) {
      total.failed++
      const isOver = error instanceof UndeliverableError || message.attempt >= MAX_ATTEMPTS
      outcomes.labels(row.topic, isOver ? "set_aside" : "failed").inc()
      telemetry.log[isOver ? "error" : "warn"]({ err: error, ...message }, "message not delivered")
      await sql`
        update outbox set state = ${isOver ? "FAILED" : "QUEUED"}, last_error = ${String(error).slice(0, 250)},
          due_at = ${new Date(clock().getTime() + retryMs(message.attempt))}
        where id = ${row.id} and state = 'QUEUED'`.execute(db)
      return error
    }
    total.delivered++
    outcomes.labels(row.topic, "delivered").inc()
    seconds.labels(row.topic).observe((clock().getTime() - row.created_at.getTime()) / 1000)
    await sql`delete from outbox where id = ${row.id}`.execute(db)
    return undefined
  }

  let isAway = false
  while (!signal?.aborted && !isAway) {
    const claimed = await claim(db, clock(), topic)
    await Promise.all(
      [...Map.groupBy(claimed, (row) => row.topic).values()].map(async ([first, ...others]) => {
        const error = await attempt(first as OutboxRow)
        if (!(error instanceof ServiceError && error.code === "UNAVAILABLE")) return Promise.all(others.map(attempt))
        isAway = true
        return giveBack(db, others, new Date(clock().getTime() + FIRST_RETRY_MS))
      }),
    )
    if (claimed.length < CLAIMED_AT_ONCE) break
  }
  return total
}

/** Leaves them as they were before they were claimed, but for a while. */
async function giveBack<DB>(db: Kysely<DB>, rows: readonly OutboxRow[], dueAt: Date): Promise<void> {
  if (rows.length > 0)
    await sql`
      update outbox set attempts = attempts - 1, due_at = ${dueAt}
      where state = 'QUEUED' and id in (${sql.join(rows.map(({ id }) => id))})`.execute(db)
}

function claim<DB>(db: Kysely<DB>, now: Date, topic: string | undefined): Promise<OutboxRow[]> {
  return transact(db, async (tx) => {
    const { rows } = await sql<OutboxRow>`
      select id, topic, payload, attempts, created_at from outbox
      where ${topic === undefined ? sql`` : sql`topic = ${topic} and `}state = 'QUEUED' and due_at <= ${now}
      order by due_at, id limit ${sql.lit(CLAIMED_AT_ONCE)} for update skip locked`.execute(tx)
    if (rows.length > 0)
      await sql`
        update outbox set attempts = attempts + 1, due_at = ${new Date(now.getTime() + LEASE_MS)}
        where id in (${sql.join(rows.map(({ id }) => id))})`.execute(tx)
    return rows
  })
}

/** Full jitter over an exponential wait (AWS, "Exponential Backoff And Jitter"), never less than half of it. */
const retryMs = (attempt: number): number =>
  Math.min(FIRST_RETRY_MS * 2 ** (attempt - 1), LONGEST_RETRY_MS) * (0.5 + Math.random() / 2)

const metricsOf = sharedMetrics((registry) => ({
  outcomes: new Counter({
    name: "outbox_messages_total",
    help: "Tries to deliver messages of the outbox, by outcome.",
    labelNames: ["topic", "outcome"],
    registers: [registry],
  }),
  seconds: new Histogram({
    name: "outbox_delivery_seconds",
    help: "Time from the change that a message tells of to its delivery.",
    labelNames: ["topic"],
    buckets: [0.5, 1, 2.5, 5, 10, 60, 300, 3600, 86_400],
    registers: [registry],
  }),
}))
