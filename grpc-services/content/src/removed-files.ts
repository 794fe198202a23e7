import { dirname } from "node:path"
import { startBackgroundJob, type BackgroundJob } from "@lectern/service-kit/background-job"
import { transact } from "@lectern/service-kit/database"
import type { UploadDeps } from "./check-upload.ts"
import { claimDue } from "./claim-due.ts"
import { endContentFile, isPartOfStream } from "./content-file-store.ts"
import { lockCourseStorage } from "./course-storage.ts"
import { deleteStream } from "./stream-store.ts"
import { discardUpload, endUpload, lockUploadingFile } from "./upload-store.ts"

const PERIOD_MS = 60_000
const GIVEN_UP_AT_ONCE = 20
const CLAIMED_AT_ONCE = 4
// Longer than the store takes to delete so many streams of a day, of twenty thousand files each.
const LEASE_MS = 600_000
const TOO_LATE = "the upload was not completed in time"

/** Takes away what nobody needs any more: three sorts of it, on any number of replicas. */
export const removeRegularly = (deps: UploadDeps): BackgroundJob =>
  startBackgroundJob(deps.telemetry, {
    name: "remove-files",
    periodMs: PERIOD_MS,
    round: async (signal) => {
      await giveUpUploads(deps, signal)
      await purgeBytes(deps, signal)
      await sweepStreams(deps, signal)
    },
  })

/** Ends uploads whose time is over, and takes away the bytes of those that are. */
export async function giveUpUploads(
  { db, files, clock }: UploadDeps,
  signal = new AbortController().signal,
): Promise<void> {
  while (!signal.aborted) {
    const now = clock()
    const over = await db
      .selectFrom("uploads")
      .innerJoin("content_files", "content_files.id", "uploads.file_id")
      .select(["file_id", "course_id"])
      .where("expires_at", "<=", now)
      .where("check_at", "is", null)
      .orderBy("expires_at")
      .limit(GIVEN_UP_AT_ONCE)
      .execute()
    for (const { file_id, course_id } of over) {
      signal.throwIfAborted()
      const isOver = await transact(db, async (tx) => {
        await lockCourseStorage(tx, course_id)
        // Bytes that came in between have moved its end.
        const upload = await tx
          .selectFrom("uploads")
          .select("file_id")
          .where("file_id", "=", file_id)
          .where("expires_at", "<=", now)
          .where("check_at", "is", null)
          .forUpdate()
          .executeTakeFirst()
        if (!upload) return false
        const isUploading = (await lockUploadingFile(tx, file_id)) !== undefined
        await endUpload(tx, file_id, now)
        if (isUploading)
          await endContentFile(tx, file_id, { status: "FAILED", failureReason: TOO_LATE, now, purgeAt: now })
        return true
      })
      if (isOver) await discardUpload(db, files, file_id)
    }
    if (over.length < GIVEN_UP_AT_ONCE) return
  }
}

/** Takes away the bytes of files that are DELETED or FAILED, once their grace is over; the rows stay. */
export async function purgeBytes(
  { db, files, clock }: UploadDeps,
  signal = new AbortController().signal,
): Promise<void> {
  while (!signal.aborted) {
    const lease = leaseFrom(clock())
    const claimed = await claimDue(db, { table: "content_files", column: "purge_at", ...lease })
    for (const file of claimed) {
      signal.throwIfAborted()
      if (file.object_path !== null)
        // Of a stream's master playlist, the whole package.
        await (file.type === "VIDEO" && isPartOfStream(file)
          ? files.deleteBelow(`${dirname(file.object_path)}/`, signal)
          : files.delete(file.object_path))
      await db
        .updateTable("content_files")
        .set({ object_path: null, purge_at: null })
        .where("id", "=", file.id)
        // Unless more bytes have come meanwhile, which somebody has noted.
        .where("purge_at", "=", lease.until)
        .execute()
    }
    if (claimed.length < lease.limit) return
  }
}

/** Deletes packages that were never finished or that nothing plays any more. */
export async function sweepStreams(
  { db, files, clock }: UploadDeps,
  signal = new AbortController().signal,
): Promise<void> {
  while (!signal.aborted) {
    const lease = leaseFrom(clock())
    const claimed = await claimDue(db, { table: "streams", column: "discard_at", ...lease })
    for (const { id, folder } of claimed) {
      await files.deleteBelow(`${folder}/`, signal)
      // Last, so that whoever dies before it is followed by another.
      await deleteStream(db, id)
    }
    if (claimed.length < lease.limit) return
  }
}

const leaseFrom = (now: Date) => ({ now, until: new Date(now.getTime() + LEASE_MS), limit: CLAIMED_AT_ONCE })
