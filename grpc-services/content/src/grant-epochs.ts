import { Gauge } from "prom-client"
import type { Clock } from "@lectern/runtime/clock"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { startBackgroundJob } from "@lectern/service-kit/background-job"
import type { PurgeRule } from "@lectern/service-kit/purge"
import type { Database } from "./database.ts"
import { listGrantEpochs, type EndedRight } from "./grant-epoch-store.ts"
import type { StreamGrant } from "./stream-grant.ts"

/** What one process knows of ended rights. */
export interface GrantEpochs {
  /** Whether a right that the grant may rest on has ended since it was signed. */
  isRevoked(grant: StreamGrant): boolean
  /** Whether nothing has been heard for so long that nobody can say. */
  isStale(): boolean
}

// With the tenth of jitter of background jobs never twice in a second.
const POLL_PERIOD_MS = 1100
const ROWS_AT_ONCE = 1000
/** So long streams go on while the database is away: docs/decisions/0017-grant-epochs.md. */
const STALE_AFTER_MS = 5 * 60_000
/** About 20 MB. */
const MAX_ENDS = 100_000
const HOUR_MS = 3_600_000

/** Of ended rights, in the database. */
export const ENDED_RIGHTS_PURGED: PurgeRule[] = [
  // The longest that GRANT_LIFETIME_SECONDS may say, and what clocks of two machines may differ by.
  { table: "grant_epochs", column: "changed_at", keptMs: 25 * HOUR_MS },
  // As long as an operator may take to send again what an outbox has set aside.
  { table: "inbox", column: "taken_at", keptMs: 30 * 24 * HOUR_MS },
]

/** Has heard of everything before it resolves; from then on it asks once a second, however much is served. */
export async function watchGrantEpochs(options: {
  db: Database
  clock: Clock
  telemetry: Telemetry
  /** No grant holds for longer. */
  grantLifetimeSeconds: number
}): Promise<GrantEpochs & { stop(): Promise<void> }> {
  const { db, clock, telemetry, grantLifetimeSeconds } = options
  const ends = endedRights()
  let seen = 0
  // Not the clock, which may be set.
  let heardAt = performance.now()
  const poll = async () => {
    const askedAt = performance.now()
    for (;;) {
      const rows = await listGrantEpochs(db, { after: seen, limit: ROWS_AT_ONCE })
      for (const row of rows) {
        ends.add(row, row.epoch, row.changedAt)
        seen = row.epoch
      }
      ends.forget(new Date(clock().getTime() - grantLifetimeSeconds * 1000), MAX_ENDS)
      if (rows.length < ROWS_AT_ONCE) break
    }
    heardAt = askedAt
  }
  await poll()
  new Gauge({
    name: "grant_epochs_age_seconds",
    help: "How long ago this process last heard which rights have ended.",
    registers: [telemetry.metrics],
    collect() {
      this.set((performance.now() - heardAt) / 1000)
    },
  })
  const { stop } = startBackgroundJob(telemetry, { name: "grant epochs", periodMs: POLL_PERIOD_MS, round: poll })
  return {
    isRevoked: ends.include,
    isStale: () => performance.now() - heardAt > STALE_AFTER_MS,
    stop,
  }
}

/**
 * Ends of rights in bounded memory. What is forgotten counts as the end of every grant that was signed before it: such
 * grants have expired, or else their holders ask for new ones.
 */
export function endedRights() {
  // In the order of epochs.
  const ends = new Map<string, { epoch: number; changedAt: Date }>()
  let forgotten = 0
  const keyOf = (userId: string | undefined, courseId: string | undefined) => `${userId ?? ""} ${courseId ?? ""}`
  return {
    add({ userId, courseId }: EndedRight, epoch: number, changedAt: Date): void {
      const key = keyOf(userId, courseId)
      ends.delete(key)
      ends.set(key, { epoch, changedAt })
    },
    /** Keeps `most` at most, and none from before `oldest`. */
    forget(oldest: Date, most: number): void {
      for (const [key, { epoch, changedAt }] of ends) {
        if (ends.size <= most && changedAt >= oldest) return
        ends.delete(key)
        forgotten = epoch
      }
    },
    include({ userId, courseId, epoch }: StreamGrant): boolean {
      return (
        [keyOf(userId, courseId), keyOf(userId, undefined), keyOf(undefined, courseId)].reduce(
          (last, key) => Math.max(last, ends.get(key)?.epoch ?? 0),
          forgotten,
        ) > epoch
      )
    },
    get size() {
      return ends.size
    },
  }
}
