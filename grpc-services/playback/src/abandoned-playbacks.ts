import type { Clock } from "@lectern/runtime/clock"
import type { Telemetry } from "@lectern/runtime/telemetry"
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
export function sweepRegularly(db: Database, clock: Clock, { log }: Telemetry): { stop(): Promise<void> } {
  let running = Promise.resolve()
  const timer = setInterval(() => {
    running = running
      .then(() => closeAbandonedPlaybacks(db, clock()))
      .then(
        (closed) => void (closed > 0 && log.info({ closed }, "playback sessions abandoned")),
        (error: unknown) => log.error({ err: error }, "sweep failed"),
      )
  }, PERIOD_MS)
  timer.unref()
  return {
    stop: () => {
      clearInterval(timer)
      return running
    },
  }
}
