import { createHash, randomBytes } from "node:crypto"
import type { Clock } from "@lectern/runtime/clock"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { startBackgroundJob, type BackgroundJob } from "@lectern/service-kit/background-job"
import { transact } from "@lectern/service-kit/database"
import { endContentFile, markProcessing, purgeEnded } from "./content-file-store.ts"
import { lockCourseStorage } from "./course-storage.ts"
import type { Database, UploadChunkRow, UploadRow } from "./database.ts"
import { HEAD_BYTES, recogniseContents } from "./file-contents.ts"
import type { FileStore } from "./file-store.ts"
import { enqueueProcessing } from "./process-file.ts"
import { chunkPath, discardUpload, endUpload, findUpload, listChunks } from "./upload-store.ts"

export interface UploadDeps {
  db: Database
  files: FileStore
  clock: Clock
  telemetry: Telemetry
}

const PERIOD_MS = 500
const LEASE_MS = 60_000
const RENEWAL_MS = 15_000
const RETRY_MS = 10_000

export const checkUploadsRegularly = (deps: UploadDeps): BackgroundJob =>
  startBackgroundJob(deps.telemetry, {
    name: "check-uploads",
    periodMs: PERIOD_MS,
    round: (signal) => checkUploads(deps, signal),
  })

/**
 * Makes files of uploads that are received wholly, one after the other, until there are none; any number of replicas do
 * so at once. A file that is what it was declared to be becomes PROCESSING with its bytes in their place, any other
 * FAILED.
 */
export async function checkUploads(deps: UploadDeps, signal = new AbortController().signal): Promise<void> {
  while (!signal.aborted) {
    const claimed = await claim(deps)
    if (!claimed) return
    await checkOne(deps, claimed)
  }
}

type Claimed = Pick<UploadRow, "file_id"> & { lease_owner: Buffer }

const leaseEnd = (clock: Clock): Date => new Date(clock().getTime() + LEASE_MS)

function claim({ db, clock }: UploadDeps): Promise<Claimed | undefined> {
  return transact(db, async (tx) => {
    const due = await tx
      .selectFrom("uploads")
      .select("file_id")
      .where("check_at", "<=", clock())
      .orderBy("check_at")
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!due) return undefined
    const lease_owner = randomBytes(16)
    await tx
      .updateTable("uploads")
      .set((eb) => ({ check_at: leaseEnd(clock), lease_owner, attempts: eb("attempts", "+", 1) }))
      .where("file_id", "=", due.file_id)
      .execute()
    return { ...due, lease_owner }
  })
}

async function checkOne(deps: UploadDeps, claimed: Claimed): Promise<void> {
  const { db, clock, telemetry } = deps
  const extend = (checkAt: Date) =>
    db
      .updateTable("uploads")
      .set({ check_at: checkAt })
      .where("file_id", "=", claimed.file_id)
      .where("lease_owner", "=", claimed.lease_owner)
      .execute()
      // The lease outlives an outage of some seconds; after a longer one another replica takes over.
      .catch((error: unknown) => telemetry.log.warn({ err: error }, "lease of an upload not renewed"))
  const renewal = setInterval(() => void extend(leaseEnd(clock)), RENEWAL_MS)
  try {
    await placeOrFail(deps, claimed)
  } catch (error) {
    // Nothing is lost by trying again, be it for days that the store is full.
    telemetry.log.error({ err: error }, "upload not checked")
    clearInterval(renewal)
    await extend(new Date(clock().getTime() + RETRY_MS))
  } finally {
    clearInterval(renewal)
  }
}

async function placeOrFail(deps: UploadDeps, claimed: Claimed): Promise<void> {
  const { db, files, clock } = deps
  const found = await findUpload(db, claimed.file_id)
  if (!found?.upload || found.file.object_path === null) return
  const { file, upload } = found
  const chunks = await listChunks(db, file.id)
  const contents = await recogniseContents(await headOf(files, chunks), { type: file.type, mediaType: file.media_type })
  let outcome: { mediaType: string; sha256: Buffer } | { failure: string }
  if ("failure" in contents) outcome = contents
  else {
    const hash = createHash("sha256")
    await files.write(found.file.object_path, bytesOf(files, chunks, { byteSize: file.byte_size, hash }))
    const sha256 = hash.digest()
    outcome =
      upload.expected_sha256 && !upload.expected_sha256.equals(sha256)
        ? { failure: "the bytes that came have another SHA-256 than was said" }
        : { ...contents, sha256 }
  }
  await transact(db, async (tx) => {
    await lockCourseStorage(tx, file.course_id)
    // Whoever took the upload over, or ended it, decides.
    const mine = await tx
      .selectFrom("uploads")
      .select("file_id")
      .where("file_id", "=", file.id)
      .where("lease_owner", "=", claimed.lease_owner)
      .forUpdate()
      .executeTakeFirst()
    const now = clock()
    if (!mine) {
      // Who deleted it in the meantime may not have seen the bytes that were placed since.
      await purgeEnded(tx, file, now)
      return
    }
    await endUpload(tx, file.id, now)
    if ("failure" in outcome) {
      await endContentFile(tx, file.id, { status: "FAILED", failureReason: outcome.failure, now, purgeAt: now })
    } else {
      await markProcessing(tx, file.id, outcome)
      await enqueueProcessing(tx, file, clock)
    }
  })
  await discardUpload(db, files, file.id)
}

async function headOf(files: FileStore, chunks: readonly UploadChunkRow[]): Promise<Buffer> {
  const parts: Buffer[] = []
  let missing = HEAD_BYTES
  for (const chunk of chunks) {
    if (missing === 0) break
    const end = Math.min(missing, chunk.byte_size) - 1
    for await (const bytes of await files.open(chunkPath(chunk), { start: 0, end })) parts.push(bytes as Buffer)
    missing -= end + 1
  }
  return Buffer.concat(parts)
}

async function* bytesOf(
  files: FileStore,
  chunks: readonly UploadChunkRow[],
  { byteSize, hash }: { byteSize: number; hash: { update(bytes: Uint8Array): unknown } },
): AsyncGenerator<Buffer> {
  let total = 0
  for (const chunk of chunks)
    for await (const bytes of await files.open(chunkPath(chunk))) {
      total += (bytes as Buffer).length
      hash.update(bytes as Buffer)
      yield bytes as Buffer
    }
  if (total !== byteSize) throw new Error(`an upload of ${byteSize} bytes has ${total} in the store`)
}
