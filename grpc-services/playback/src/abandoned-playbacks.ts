import type { Clock } from "@lectern/runtime/clock"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { startBackgroundJob, type BackgroundJob } from "@lectern/service-kit/background-job"
import type { Database } from "./database.ts"
import { abandonPlaybackSessions } from "./playback-session-store.ts"

/** A player that has not been heard of for so long is gone; it is also the gap that ends a sitting. */
export const IDLE_LIMIT_MS = 30 * 60_000
const PERIOD_MS = 60_000
const MAX_ROWS = 500 // so that one sweep holds no lock for long

/** Closes playback sessions whose player has vanished, each at its last event. Safe on any number of replicas. */
export async function closeAbandonedPlaybacks(db: Database, now: Date): Promise<number> {
  const silentSince = new Date(now.getTime() - IDLE_LIMIT_MS)
  let closed = 0
  for (;;) {
    const found = await abandonPlaybackSessions(db, { silentSince, limit: MAX_ROWS })
    closed += found
    if (found < MAX_ROWS) return closed
  }
}

/** The same once a minute, from now on until it is stopped. */
export const sweepRegularly = (db: Database, clock: Clock, telemetry: Telemetry): BackgroundJob =>
  startBackgroundJob(telemetry, {
    name: "abandon playbacks",
    periodMs: PERIOD_MS,
    round: async () => {
      const closed = await closeAbandonedPlaybacks(db, clock())
      if (closed > 0) telemetry.log.info({ closed }, "playback sessions abandoned")
    },
  })
