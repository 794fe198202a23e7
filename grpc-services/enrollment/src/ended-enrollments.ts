import type { Clock } from "@lectern/runtime/clock"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { startBackgroundJob, type BackgroundJob } from "@lectern/service-kit/background-job"
import { transact } from "@lectern/service-kit/database"
import type { Database } from "./database.ts"
import { settleEnrollments } from "./enrollment-store.ts"

const PERIOD_MS = 60_000
const MAX_ROWS = 200 // so that one transaction holds no lock for long

/**
 * Ends enrolments whose time is over, and lets those go on that were on hold for as long as one may be. Nobody's access
 * waits for it (enrollmentAt): lists and counts do. Safe on any number of replicas.
 */
export async function endEnrollments(db: Database, now: Date, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted) {
    const found = await transact(db, (tx) => settleEnrollments(tx, { now, limit: MAX_ROWS }))
    if (found < MAX_ROWS) return
  }
}

export const endEnrollmentsRegularly = (db: Database, clock: Clock, telemetry: Telemetry): BackgroundJob =>
  startBackgroundJob(telemetry, {
    name: "end enrollments",
    periodMs: PERIOD_MS,
    round: (signal) => endEnrollments(db, clock(), signal),
  })
