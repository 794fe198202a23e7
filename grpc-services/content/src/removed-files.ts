import { dirname } from "node:path"
import { startBackgroundJob, type BackgroundJob } from "@lectern/service-kit/background-job"
import { transact } from "@lectern/service-kit/database"
import type { UploadDeps } from "./check-upload.ts"
import { endContentFile, isPartOfStream } from "./content-file-store.ts"
import { lockCourseStorage } from "./course-storage.ts"
import { discardUpload, endUpload, lockUploadingFile } from "./upload-store.ts"

const PERIOD_MS = 60_000
const AT_ONCE = 20
// Longer than the store takes to delete the twenty thousand files of a day's stream.
const LEASE_MS = 600_000
const TOO_LATE = "the upload was not completed in time"

export const removeRegularly = (deps: UploadDeps): BackgroundJob =>
  startBackgroundJob(deps.telemetry, {
    name: "remove-files",
    periodMs: PERIOD_MS,
    round: async (signal) => {
      await giveUpUploads(deps, signal)
      await purgeBytes(deps, signal)
    },
  })

/** Ends uploads whose time is over, and takes away the bytes of those that are; any number of replicas do so at once. */
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
      .limit(AT_ONCE)
      .execute()
    for (const { file_id, course_id } of over) {
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
    if (over.length < AT_ONCE) return
  }
}

/** Takes away the bytes of files that are DELETED or FAILED, once their grace is over; the rows stay. */
export async function purgeBytes(
  { db, files, clock }: UploadDeps,
  signal = new AbortController().signal,
): Promise<void> {
  while (!signal.aborted) {
    const claimed = await transact(db, async (tx) => {
      const due = await tx
        .selectFrom("content_files")
        .selectAll()
        .where("purge_at", "<=", clock())
        .orderBy("purge_at")
        .limit(AT_ONCE)
        .forUpdate()
        .skipLocked()
        .execute()
      const leasedUntil = new Date(clock().getTime() + LEASE_MS)
      if (due.length > 0)
        await tx
          .updateTable("content_files")
          .set({ purge_at: leasedUntil })
          .where(
            "id",
            "in",
            due.map(({ id }) => id),
          )
          .execute()
      return due
    })
    for (const file of claimed) {
      if (file.object_path !== null)
        // Of a stream's master playlist, the whole package.
        await (file.type === "VIDEO" && isPartOfStream(file)
          ? files.deleteBelow(`${dirname(file.object_path)}/`)
          : files.delete(file.object_path))
      await db
        .updateTable("content_files")
        .set({ object_path: null, purge_at: null })
        .where("id", "=", file.id)
        .where("purge_at", "is not", null)
        .execute()
    }
    if (claimed.length < AT_ONCE) return
  }
}
