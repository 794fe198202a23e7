import type { Transaction } from "kysely"
import { idFromBytes, idToBytes, newId } from "@lectern/service-kit/ids"
import { transact } from "@lectern/service-kit/database"
import type { ContentFileRow, ContentTables, Database, UploadChunkRow, UploadRow } from "./database.ts"
import type { FileStore } from "./file-store.ts"

/** An upload with its file; of one that is over, the file alone. */
export interface FoundUpload {
  file: ContentFileRow
  upload: UploadRow | undefined
}

export async function findUpload(db: Database, fileId: Buffer): Promise<FoundUpload | undefined> {
  const [file, upload] = await Promise.all([
    db.selectFrom("content_files").selectAll().where("id", "=", fileId).executeTakeFirst(),
    db.selectFrom("uploads").selectAll().where("file_id", "=", fileId).executeTakeFirst(),
  ])
  return file && { file, upload }
}

export async function insertUpload(
  tx: Database,
  upload: Pick<UploadRow, "file_id" | "expected_sha256" | "expires_at">,
): Promise<void> {
  await tx
    .insertInto("uploads")
    .values({ ...upload, byte_offset: 0, check_at: null, lease_owner: null })
    .execute()
}

const chunkFolder = (fileId: Buffer): string => `uploads/${idFromBytes(fileId)}/`
export const chunkPath = ({ file_id, id }: Pick<UploadChunkRow, "file_id" | "id">): string =>
  `${chunkFolder(file_id)}${idFromBytes(id)}`

export const newChunk = (fileId: Buffer, byteOffset: number, now: Date): UploadChunkRow => ({
  file_id: fileId,
  byte_offset: byteOffset,
  byte_size: 0,
  id: idToBytes(newId(now)),
})

export const findLastChunk = (db: Database, fileId: Buffer): Promise<UploadChunkRow | undefined> =>
  db
    .selectFrom("upload_chunks")
    .selectAll()
    .where("file_id", "=", fileId)
    .orderBy("byte_offset", "desc")
    .limit(1)
    .executeTakeFirst()

export const listChunks = (db: Database, fileId: Buffer): Promise<UploadChunkRow[]> =>
  db.selectFrom("upload_chunks").selectAll().where("file_id", "=", fileId).orderBy("byte_offset").execute()

/**
 * Counts stored chunks as received, from `offset` on; false when the upload does not stand there any more, because
 * somebody else has written to it, or it is over. Of two who write the same bytes one counts. `replaces` is the chunk
 * whose bytes begin the first of them. What is received wholly is checked next.
 */
export const appendChunks = (
  db: Database,
  {
    fileId,
    offset,
    chunks,
    replaces,
    totalBytes,
    expiresAt,
    now,
  }: {
    fileId: Buffer
    offset: number
    chunks: readonly UploadChunkRow[]
    replaces: UploadChunkRow | undefined
    totalBytes: number
    expiresAt: Date
    now: Date
  },
): Promise<boolean> =>
  transact(db, async (tx) => {
    const last = chunks.at(-1)
    const end = last ? last.byte_offset + last.byte_size : offset
    const { numUpdatedRows } = await tx
      .updateTable("uploads")
      .set({ byte_offset: end, expires_at: expiresAt, ...(end === totalBytes ? { check_at: now } : {}) })
      .where("file_id", "=", fileId)
      .where("byte_offset", "=", offset)
      .where("check_at", "is", null)
      .where("expires_at", ">", now)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    if (replaces)
      await tx.deleteFrom("upload_chunks").where("file_id", "=", fileId).where("id", "=", replaces.id).execute()
    if (chunks.length > 0) await tx.insertInto("upload_chunks").values(chunks).execute()
    return true
  })

/** Undefined when it is no longer UPLOADING. The transaction has the lock of the course's storage. */
export const lockUploadingFile = (tx: Database, fileId: Buffer) =>
  tx
    .selectFrom("content_files")
    .select("id")
    .where("id", "=", fileId)
    .where("status", "=", "UPLOADING")
    .forUpdate()
    .executeTakeFirst()

/**
 * The upload is over, so its bytes belong to nobody: they are taken away by `discardUpload`, or whenever a sweep finds
 * the row.
 */
export async function endUpload(tx: Transaction<ContentTables>, fileId: Buffer, now: Date): Promise<void> {
  await tx.deleteFrom("upload_chunks").where("file_id", "=", fileId).execute()
  await tx
    .updateTable("uploads")
    .set({ check_at: null, lease_owner: null, expires_at: now })
    .where("file_id", "=", fileId)
    .execute()
}

/** Takes away what is left of an upload that is over. The row goes last, so that nothing is forgotten. */
export async function discardUpload(db: Database, files: FileStore, fileId: Buffer): Promise<void> {
  await files.deleteBelow(chunkFolder(fileId))
  await db.deleteFrom("uploads").where("file_id", "=", fileId).execute()
}
