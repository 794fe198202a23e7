import { randomBytes } from "node:crypto"
import type { Transaction } from "kysely"
import { Counter } from "prom-client"
import type { Clock } from "@lectern/runtime/clock"
import { sharedMetrics } from "@lectern/runtime/shared-metrics"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { startBackgroundJob, type BackgroundJob } from "@lectern/service-kit/background-job"
import { transact } from "@lectern/service-kit/database"
import { idFromBytes } from "@lectern/service-kit/ids"
import { endContentFile, markReady } from "./content-file-store.ts"
import { lockCourseStorage } from "./course-storage.ts"
import type { ContentFileRow, ContentTables, Database, ProcessingJobRow } from "./database.ts"
import type { FileStore } from "./file-store.ts"
import { leaseEnd, underLease } from "./lease.ts"
import type { MediaTools } from "./media-tools.ts"

export interface ProcessingDeps {
  db: Database
  files: FileStore
  clock: Clock
  telemetry: Telemetry
  /** Finds ffmpeg; undefined where there is none. */
  mediaTools: () => Promise<MediaTools | undefined>
  handlers: Record<ContentFileRow["type"], Handler>
}

/** What a handler is given beside the file. */
export interface Run {
  /** Aborts when the process stops, or when another replica has taken the file over. */
  signal: AbortSignal
  /** Shows how far it is: 0 to 99. */
  progress(percent: number): Promise<void>
}

/**
 * Makes of a file's bytes whatever it needs to be READY. May be run again after it failed, or beside another one whose
 * lease ended. Throws UnprocessableError where trying again would not help.
 */
export type Handler = (deps: ProcessingDeps, file: ContentFileRow, run: Run) => Promise<void>

/** The file is not what it should be; the message becomes its `failureReason`, so it is for people. */
export class UnprocessableError extends Error {}

const PERIOD_MS = 500
const MAX_ATTEMPTS = 5
const FIRST_RETRY_MS = 10_000
const GAVE_UP = "the file could not be processed"

/** In the transaction that makes the file PROCESSING. */
export async function enqueueProcessing(
  tx: Transaction<ContentTables>,
  file: Pick<ContentFileRow, "id" | "type">,
  clock: Clock,
): Promise<void> {
  await tx
    .insertInto("processing_jobs")
    .values({
      file_id: file.id,
      is_video: file.type === "VIDEO" ? 1 : 0,
      attempts: 0,
      next_action_at: clock(),
      lease_owner: null,
      progress_percent: 0,
      failure: null,
    })
    .execute()
}

/** When the file is deleted; whoever is at work on it finds its lease gone. */
export async function deleteJob(tx: Transaction<ContentTables>, fileId: Buffer): Promise<void> {
  await tx.deleteFrom("processing_jobs").where("file_id", "=", fileId).execute()
}

export const LANES = ["videos", "other files"] as const
type Lane = (typeof LANES)[number]

/** Processes files from now on until it is stopped: `videosAtOnce` videos, and beside them one file of another kind. */
export function processRegularly(deps: ProcessingDeps, videosAtOnce: number): BackgroundJob[] {
  // So that the counts are there, at zero, before the first file is.
  processedOf(deps.telemetry)
  const lanes: Lane[] = ["other files", ...Array.from({ length: videosAtOnce }, () => "videos" as const)]
  return lanes.map((lane) =>
    startBackgroundJob(deps.telemetry, {
      name: `process ${lane}`,
      periodMs: PERIOD_MS,
      round: (signal) => processFiles(deps, lane, signal),
    }),
  )
}

/** Processes what is due, one file after the other, until nothing is; any number of replicas do so at once. */
export async function processFiles(
  deps: ProcessingDeps,
  lane: Lane,
  signal = new AbortController().signal,
): Promise<void> {
  while (!signal.aborted) {
    const job = await claim(deps, lane)
    if (!job) return
    await processOne(deps, job, signal)
  }
}

type Claimed = ProcessingJobRow & { lease_owner: Buffer }

function claim({ db, clock }: ProcessingDeps, lane: Lane): Promise<Claimed | undefined> {
  return transact(db, async (tx) => {
    const job = await tx
      .selectFrom("processing_jobs")
      .selectAll()
      // So that a video of hours keeps no caption waiting.
      .where("is_video", "=", lane === "videos" ? 1 : 0)
      .where("next_action_at", "<=", clock())
      .orderBy("next_action_at")
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!job) return undefined
    const lease = { attempts: job.attempts + 1, next_action_at: leaseEnd(clock), lease_owner: randomBytes(16) }
    await tx.updateTable("processing_jobs").set(lease).where("file_id", "=", job.file_id).execute()
    return { ...job, ...lease }
  })
}

async function processOne(deps: ProcessingDeps, job: Claimed, stopping: AbortSignal): Promise<void> {
  const { db, clock, telemetry } = deps
  const file = await db
    .selectFrom("content_files")
    .selectAll()
    .where("id", "=", job.file_id)
    .where("status", "=", "PROCESSING")
    .executeTakeFirst()
  if (!file) {
    await endJob(db, job)
    return
  }
  // Its process has died each time, which a try of it may well be the reason for.
  if (job.attempts > MAX_ATTEMPTS) return settle(deps, job, file, GAVE_UP)
  const processed = processedOf(telemetry)
  const tell = (outcome: "ready" | "refused") => {
    processed.labels(file.type, outcome).inc()
    telemetry.log.info({ fileId: idFromBytes(file.id), type: file.type, outcome }, "file processed")
  }
  let progress_percent = job.progress_percent
  const renew = () =>
    mine(db, job)
      .set({ progress_percent, next_action_at: leaseEnd(clock) })
      .executeTakeFirst()
  await underLease({ renew, stopping, telemetry }, async (lease) => {
    try {
      await deps.handlers[file.type](deps, file, {
        signal: lease.signal,
        progress: async (percent) => {
          progress_percent = Math.max(0, Math.min(99, Math.floor(percent)))
          await lease.renew()
        },
      })
      await settle(deps, job, file)
      tell("ready")
    } catch (error) {
      if (lease.signal.aborted) {
        // That the process stops says nothing of the file.
        await release(db, job, { attempts: job.attempts - 1, next_action_at: clock() })
      } else if (error instanceof UnprocessableError) {
        await settle(deps, job, file, error.message)
        tell("refused")
      } else {
        telemetry.log.error({ err: error, type: file.type, attempt: job.attempts }, "file not processed")
        processed.labels(file.type, "error").inc()
        if (job.attempts >= MAX_ATTEMPTS) await settle(deps, job, file, GAVE_UP)
        else
          await release(db, job, {
            failure: String(error).slice(0, 255),
            next_action_at: new Date(clock().getTime() + FIRST_RETRY_MS * 2 ** (job.attempts - 1)),
          })
      }
    }
  })
}

const mine = (db: Database, { file_id, lease_owner }: Claimed) =>
  db.updateTable("processing_jobs").where("file_id", "=", file_id).where("lease_owner", "=", lease_owner)

const release = (db: Database, job: Claimed, set: Partial<ProcessingJobRow>) =>
  mine(db, job)
    .set({ ...set, lease_owner: null })
    .execute()

const endJob = (db: Database, { file_id, lease_owner }: Claimed) =>
  db
    .deleteFrom("processing_jobs")
    .where("file_id", "=", file_id)
    .where("lease_owner", "=", lease_owner)
    .executeTakeFirst()

/** Ends the job, if it is still ours, and with it the processing of the file. */
async function settle(
  { db, clock }: ProcessingDeps,
  job: Claimed,
  file: ContentFileRow,
  failure?: string,
): Promise<void> {
  await transact(db, async (tx) => {
    if (failure !== undefined) await lockCourseStorage(tx, file.course_id)
    if ((await endJob(tx, job)).numDeletedRows === 0n) return
    if (failure === undefined) await markReady(tx, file.id)
    else await endContentFile(tx, file.id, { status: "FAILED", failureReason: failure, now: clock(), purgeAt: clock() })
  })
}

const FILE_TYPES: readonly ContentFileRow["type"][] = [
  "VIDEO",
  "AUDIO",
  "CAPTION",
  "DOCUMENT",
  "IMAGE",
  "ARCHIVE",
  "OTHER",
]
const processedOf = sharedMetrics((registry) => {
  const counter = new Counter({
    name: "files_processed_total",
    help: "Files that were worked on: ready, refused for what they are, or left for another try by an error.",
    labelNames: ["type", "outcome"],
    registers: [registry],
  })
  for (const type of FILE_TYPES)
    for (const outcome of ["ready", "refused", "error"]) counter.labels(type, outcome).inc(0)
  return counter
})
