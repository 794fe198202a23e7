import { createHash, randomBytes, type Hash } from "node:crypto"
import { addAbortSignal } from "node:stream"
import type { Clock } from "@lectern/runtime/clock"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { startBackgroundJob, type BackgroundJob } from "@lectern/service-kit/background-job"
import { transact } from "@lectern/service-kit/database"
import { endContentFile, markProcessing, purgeEnded } from "./content-file-store.ts"
import { lockCourseStorage } from "./course-storage.ts"
import type { Database, UploadChunkRow, UploadRow } from "./database.ts"
import { HEAD_BYTES, recogniseContents } from "./file-contents.ts"
import type { FileStore } from "./file-store.ts"
import { leaseEnd, underLease } from "./lease.ts"
import { enqueueProcessing, UnprocessableError } from "./process-file.ts"
import { chunkPath, discardUpload, endUpload, findUpload, listChunks, type FoundUpload } from "./upload-store.ts"

export interface UploadDeps {
  db: Database
  files: FileStore
  clock: Clock
  telemetry: Telemetry
}

const PERIOD_MS = 500
const RETRY_MS = 10_000
const BYTES_LOST = "bytes of the upload were lost: upload the file again"

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
    await checkOne(deps, claimed, signal)
  }
}

type Claimed = Pick<UploadRow, "file_id"> & { lease_owner: Buffer }

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
      .set({ check_at: leaseEnd(clock), lease_owner })
      .where("file_id", "=", due.file_id)
      .execute()
    return { ...due, lease_owner }
  })
}

async function checkOne(deps: UploadDeps, { file_id, lease_owner }: Claimed, stopping: AbortSignal): Promise<void> {
  const { db, clock, telemetry } = deps
  const mine = () => db.updateTable("uploads").where("file_id", "=", file_id).where("lease_owner", "=", lease_owner)
  const renew = () =>
    mine()
      .set({ check_at: leaseEnd(clock) })
      .executeTakeFirst()
  await underLease({ renew, stopping, telemetry }, async ({ signal }) => {
    try {
      await placeOrFail(deps, { file_id, lease_owner }, signal)
    } catch (error) {
      // Nothing is lost by trying again, be it for days that the store is full.
      if (!signal.aborted) telemetry.log.error({ err: error }, "upload not checked")
      const checkAt = new Date(clock().getTime() + (signal.aborted ? 0 : RETRY_MS))
      await mine().set({ check_at: checkAt, lease_owner: null }).execute()
    }
  })
}

async function placeOrFail(deps: UploadDeps, claimed: Claimed, signal: AbortSignal): Promise<void> {
  const { db, files, clock } = deps
  const found = await findUpload(db, claimed.file_id)
  if (!found) return
  const { file } = found
  const outcome = await place(deps, found, signal).catch((error: unknown) => {
    if (error instanceof UnprocessableError) return { failure: error.message }
    throw error
  })
  if (!outcome) return
  const isMine = await transact(db, async (tx) => {
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
      return false
    }
    await endUpload(tx, file.id, now)
    if ("failure" in outcome) {
      await endContentFile(tx, file.id, { status: "FAILED", failureReason: outcome.failure, now, purgeAt: now })
    } else {
      await markProcessing(tx, file.id, outcome)
      await enqueueProcessing(tx, file, clock)
    }
    return true
  })
  if (isMine) await discardUpload(db, files, file.id)
}

/**
 * Puts the bytes of an upload into their place, and gives what they are; undefined when it was ended in the meantime.
 * Throws UnprocessableError when they are not what they should be.
 */
async function place(
  { db, files }: UploadDeps,
  { file, upload }: FoundUpload,
  signal: AbortSignal,
): Promise<{ mediaType: string; sha256: Buffer } | undefined> {
  if (!upload || file.object_path === null) return undefined
  const chunks = await listChunks(db, file.id)
  const contents = await recogniseContents(await headOf(files, chunks), { type: file.type, mediaType: file.media_type })
  if ("failure" in contents) throw new UnprocessableError(contents.failure)
  const hash = createHash("sha256")
  await files.write(file.object_path, bytesOf(files, chunks, { byteSize: file.byte_size, hash, signal }))
  const sha256 = hash.digest()
  if (upload.expected_sha256 && !upload.expected_sha256.equals(sha256))
    throw new UnprocessableError("the bytes that came have another SHA-256 than was said")
  return { ...contents, sha256 }
}

async function openChunk(files: FileStore, chunk: UploadChunkRow, range?: { start: number; end: number }) {
  return files.open(chunkPath(chunk), range).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT" ? new UnprocessableError(BYTES_LOST) : error
  })
}

async function headOf(files: FileStore, chunks: readonly UploadChunkRow[]): Promise<Buffer> {
  const parts: Buffer[] = []
  let missing = HEAD_BYTES
  for (const chunk of chunks) {
    if (missing === 0) break
    const end = Math.min(missing, chunk.byte_size) - 1
    for await (const bytes of await openChunk(files, chunk, { start: 0, end })) parts.push(bytes as Buffer)
    missing -= end + 1
  }
  return Buffer.concat(parts)
}

async function* bytesOf(
  files: FileStore,
  chunks: readonly UploadChunkRow[],
  { byteSize, hash, signal }: { byteSize: number; hash: Hash; signal: AbortSignal },
): AsyncGenerator<Buffer> {
  let total = 0
  for (const chunk of chunks)
    for await (const bytes of addAbortSignal(signal, await openChunk(files, chunk))) {
      total += (bytes as Buffer).length
      hash.update(bytes as Buffer)
      yield bytes as Buffer
    }
  if (total !== byteSize) throw new UnprocessableError(BYTES_LOST)
}
