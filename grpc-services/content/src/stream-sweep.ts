import type { Clock } from "@lectern/runtime/clock"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { startBackgroundJob, type BackgroundJob } from "@lectern/service-kit/background-job"
import type { Database } from "./database.ts"
import type { FileStore } from "./file-store.ts"
import { claimDiscarded, deleteStream } from "./stream-store.ts"

export interface StreamSweepDeps {
  db: Database
  files: FileStore
  clock: Clock
  telemetry: Telemetry
}

const PERIOD_MS = 60_000
const CLAIM_MS = 600_000
const CLAIMED_AT_ONCE = 4

export const sweepStreamsRegularly = (deps: StreamSweepDeps): BackgroundJob =>
  startBackgroundJob(deps.telemetry, {
    name: "sweep streams",
    periodMs: PERIOD_MS,
    round: (signal) => sweepStreams(deps, signal),
  })

/** Deletes packages that were never finished or that nothing plays any more, on any number of replicas. */
export async function sweepStreams({ db, files, clock }: StreamSweepDeps, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted) {
    const claimed = await claimDiscarded(db, clock(), new Date(clock().getTime() + CLAIM_MS), CLAIMED_AT_ONCE)
    for (const { id, folder } of claimed) {
      await files.deleteBelow(`${folder}/`, signal)
      // Last, so that whoever dies before it is followed by another.
      await deleteStream(db, id)
    }
    if (claimed.length < CLAIMED_AT_ONCE) return
  }
}
