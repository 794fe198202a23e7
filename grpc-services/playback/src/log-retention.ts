import type { Clock } from "@lectern/runtime/clock"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { startBackgroundJob, type BackgroundJob } from "@lectern/service-kit/background-job"
import { transact } from "@lectern/service-kit/database"
import { leastId } from "@lectern/service-kit/ids"
import { sequenceCount } from "./arrived-sequences.ts"
import type { Database } from "./database.ts"
import { deleteEvents } from "./event-store.ts"
import {
  listPlaybacksWithLog,
  lockPlaybackSessions,
  parseArrived,
  updatePlaybackSession,
} from "./playback-session-store.ts"

const PERIOD_MS = 3_600_000
const DAY_MS = 86_400_000
const PLAYBACKS_AT_ONCE = 100
// So that nobody waits for their locks.
const EVENTS_AT_ONCE = 500

/**
 * Deletes the log of playback sessions that were not heard of for so many days, a few rows in each transaction, until
 * nothing is left to delete or `signal` aborts. What was folded from them stays. Safe on any number of replicas. How
 * many events those were.
 */
export async function deleteOldLogs(
  db: Database,
  { retentionDays, now, signal }: { retentionDays: number; now: Date; signal?: AbortSignal },
): Promise<number> {
  const silentSince = new Date(now.getTime() - retentionDays * DAY_MS)
  // None that was opened later can have been silent for so long, and ids rise with time.
  const before = leastId(silentSince)
  let deleted = 0
  for (let after: Buffer = Buffer.alloc(0); !signal?.aborted;) {
    const page = await listPlaybacksWithLog(db, { after, before, limit: PLAYBACKS_AT_ONCE })
    for (const { id, last_received_at } of page)
      if (last_received_at < silentSince) deleted += await deleteLog(db, id, { silentSince, now, signal })
    const last = page.at(-1)
    if (!last || page.length < PLAYBACKS_AT_ONCE) break
    after = last.id
  }
  return deleted
}

async function deleteLog(
  db: Database,
  id: Buffer,
  { silentSince, now, signal }: { silentSince: Date; now: Date; signal: AbortSignal | undefined },
): Promise<number> {
  let deleted = 0
  let rest = true
  while (rest && !signal?.aborted)
    rest = await transact(db, async (tx) => {
      const [playback] = await lockPlaybackSessions(tx, [id])
      // The player may have come back.
      if (!playback || playback.last_received_at >= silentSince) return false
      const count = await deleteEvents(tx, { playbackId: id, limit: EVENTS_AT_ONCE })
      deleted += count
      const isOver = count < EVENTS_AT_ONCE
      // Also where nothing was found: an operator may have dropped a partition. One that never sent anything lacks nothing.
      const log_deleted_at = sequenceCount(parseArrived(playback.arrived)) > 0 ? now : null
      await updatePlaybackSession(tx, id, { log_deleted_at, has_log: isOver ? 0 : 1 })
      return !isOver
    })
  return deleted
}

/** The same once an hour, from now on until it is stopped. */
export const deleteOldLogsRegularly = (
  db: Database,
  retentionDays: number,
  clock: Clock,
  telemetry: Telemetry,
): BackgroundJob =>
  startBackgroundJob(telemetry, {
    name: "log retention",
    periodMs: PERIOD_MS,
    round: async (signal) => {
      const deleted = await deleteOldLogs(db, { retentionDays, now: clock(), signal })
      if (deleted > 0) telemetry.log.info({ deleted }, "playback events deleted because their time was over")
    },
  })
