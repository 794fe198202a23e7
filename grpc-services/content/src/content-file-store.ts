import { idFromBytes, idsToBytes, idToBytes, isId } from "@lectern/service-kit/ids"
import { violatesUniqueKey } from "@lectern/service-kit/mysql-errors"
import type { ContentFileRow, Database, NewContentFileRow, RenditionRow } from "./database.ts"
import { countBytes } from "./course-storage.ts"
import { streamFolderOf } from "./file-store.ts"
import { discardStreams } from "./stream-store.ts"

const MAX_REASON_CHARACTERS = 255
/** All but DELETED, spelled out so that an index leads past the history of a session. */
const SHOWN: ContentFileRow["status"][] = ["UPLOADING", "PROCESSING", "READY", "FAILED"]

/** False when there is a live file at this path already. */
export async function insertContentFile(db: Database, row: NewContentFileRow): Promise<boolean> {
  try {
    await db.insertInto("content_files").values(row).execute()
    return true
  } catch (error) {
    if (["content_files_path_unique", "content_files_object_unique"].some((key) => violatesUniqueKey(error, key)))
      return false
    throw error
  }
}

export async function insertContentFiles(db: Database, rows: readonly NewContentFileRow[]): Promise<void> {
  if (rows.length > 0) await db.insertInto("content_files").values(rows).execute()
}

export async function insertRenditions(db: Database, rows: readonly RenditionRow[]): Promise<void> {
  await db.insertInto("renditions").values(rows).execute()
}

export const findLiveFile = (db: Database, path: string): Promise<ContentFileRow | undefined> =>
  db.selectFrom("content_files").selectAll().where("live_path", "=", path).executeTakeFirst()

export async function findContentFile(db: Database, id: string): Promise<ContentFileRow | undefined> {
  if (!isId(id)) return undefined
  return db.selectFrom("content_files").selectAll().where("id", "=", idToBytes(id)).executeTakeFirst()
}

export async function findContentFiles(db: Database, ids: readonly string[]): Promise<ContentFileRow[]> {
  const keys = idsToBytes(ids)
  if (keys.length === 0) return []
  return db.selectFrom("content_files").selectAll().where("id", "in", keys).execute()
}

/** All that are not deleted, in the order of making. */
export async function findFilesOfSessions(db: Database, sessionIds: readonly string[]): Promise<ContentFileRow[]> {
  const keys = idsToBytes(sessionIds)
  if (keys.length === 0) return []
  return db
    .selectFrom("content_files")
    .selectAll()
    .where("session_id", "in", keys)
    .where("status", "in", SHOWN)
    .orderBy("id")
    .execute()
}

/** Those of the session's HLS package that are not deleted. */
export const findFilesOfStream = (tx: Database, sessionId: Buffer): Promise<Pick<ContentFileRow, "id">[]> =>
  tx
    .selectFrom("content_files")
    .select("id")
    .where("session_id", "=", sessionId)
    .where("path", "like", `${streamFolderOf(idFromBytes(sessionId))}/%`)
    .where("status", "!=", "DELETED")
    .execute()

export async function countShownFiles(tx: Database, sessionId: Buffer): Promise<number> {
  const { count } = await tx
    .selectFrom("content_files")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("session_id", "=", sessionId)
    .where("status", "in", SHOWN)
    .executeTakeFirstOrThrow()
  return count
}

/** Whether a file that is deleted or has failed still has its bytes there. */
export const isObjectTaken = async (tx: Database, path: string): Promise<boolean> =>
  (await tx
    .selectFrom("content_files")
    .select("id")
    .where("object_path", "=", path)
    .where("live_path", "is", null)
    .executeTakeFirst()) !== undefined

/** How far those that are UPLOADING or PROCESSING are, in percent, by id. */
export async function findProgress(db: Database, rows: readonly ContentFileRow[]): Promise<Map<string, number>> {
  const under = (status: ContentFileRow["status"]) => rows.filter((row) => row.status === status).map(({ id }) => id)
  const [uploading, processing] = [under("UPLOADING"), under("PROCESSING")]
  const [uploads, jobs] = await Promise.all([
    uploading.length === 0
      ? []
      : db.selectFrom("uploads").select(["file_id", "byte_offset"]).where("file_id", "in", uploading).execute(),
    processing.length === 0
      ? []
      : db
          .selectFrom("processing_jobs")
          .select(["file_id", "progress_percent"])
          .where("file_id", "in", processing)
          .execute(),
  ])
  const sizes = new Map(rows.map((row) => [idFromBytes(row.id), row.byte_size]))
  return new Map([
    ...uploads.map(({ file_id, byte_offset }): [string, number] => {
      const id = idFromBytes(file_id)
      return [id, Math.min(99, Math.floor((100 * byte_offset) / (sizes.get(id) ?? byte_offset)))]
    }),
    ...jobs.map(({ file_id, progress_percent }): [string, number] => [idFromBytes(file_id), progress_percent]),
  ])
}

/**
 * What the player of each session needs, by session, in the order of making: its stream with the poster, and captions;
 * files that are not ready among them.
 */
export async function findPlayableFiles(
  db: Database,
  sessionIds: readonly string[],
): Promise<Map<string, PlayableFile[]>> {
  const keys = idsToBytes(sessionIds)
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom("content_files")
    .leftJoin("streams", "streams.live_file_id", "content_files.id")
    .selectAll("content_files")
    .select(["streams.folder", "streams.entry_path", "streams.poster_path", "streams.storyboard_path"])
    .where("content_files.session_id", "in", keys)
    .where("content_files.type", "in", ["VIDEO", "CAPTION", "IMAGE"])
    .where("content_files.status", "!=", "DELETED")
    .orderBy("content_files.id")
    .execute()
  return Map.groupBy(
    rows.filter((row) => row.type !== "IMAGE" || isPartOfStream(row)),
    (row) => idFromBytes(row.session_id),
  )
}
/** With what plays of it, where it is a video. */
export type PlayableFile = ContentFileRow & {
  [column in "folder" | "entry_path" | "poster_path" | "storyboard_path"]: string | null
}

/** Whether it is one of the files of its session's HLS package. */
export const isPartOfStream = ({ session_id, path }: Pick<ContentFileRow, "session_id" | "path">): boolean =>
  path.startsWith(`${streamFolderOf(idFromBytes(session_id))}/`)

/** All files of the session's stream are in the store. */
export async function markStreamReady(db: Database, sessionId: Buffer): Promise<void> {
  await db
    .updateTable("content_files")
    .set((eb) => ({ status: "READY", version: eb("version", "+", 1) }))
    .where("session_id", "=", sessionId)
    .where("path", "like", `${streamFolderOf(idFromBytes(sessionId))}/%`)
    .where("status", "=", "PROCESSING")
    .execute()
}

/** The bytes of an upload are in their place. */
export async function markProcessing(
  tx: Database,
  id: Buffer,
  { mediaType, sha256 }: { mediaType: string; sha256: Buffer },
): Promise<void> {
  await tx
    .updateTable("content_files")
    .set((eb) => ({ status: "PROCESSING", media_type: mediaType, sha256, version: eb("version", "+", 1) }))
    .where("id", "=", id)
    .where("status", "=", "UPLOADING")
    .execute()
}

/** Ends its processing well, unless that has ended otherwise. */
export async function markReady(tx: Database, id: Buffer): Promise<void> {
  await tx
    .updateTable("content_files")
    .set((eb) => ({ status: "READY", version: eb("version", "+", 1) }))
    .where("id", "=", id)
    .where("status", "=", "PROCESSING")
    .execute()
}

/**
 * Makes a live file FAILED or DELETED, of which its course counts no bytes any more; false when it is not live. The
 * transaction has the lock of the course's storage. `purgeAt` is when its bytes may go.
 */
export async function endContentFile(
  tx: Database,
  id: Buffer,
  end: { status: "FAILED" | "DELETED"; failureReason?: string; now: Date; purgeAt: Date },
): Promise<boolean> {
  const file = await tx
    .selectFrom("content_files")
    .select(["course_id", "counted_bytes", "live_path"])
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst()
  if (!file || (file.live_path === null && end.status === "FAILED")) return false
  await tx
    .updateTable("content_files")
    .set((eb) => ({
      status: end.status,
      failure_reason: end.failureReason?.slice(0, MAX_REASON_CHARACTERS) ?? null,
      counted_bytes: 0,
      deleted_at: end.status === "DELETED" ? end.now : null,
      purge_at: end.purgeAt,
      version: eb("version", "+", 1),
    }))
    .where("id", "=", id)
    .execute()
  await discardStreams(tx, id, end.purgeAt)
  await countBytes(tx, file.course_id, -file.counted_bytes)
  return true
}

export const lockContentFile = (db: Database, id: Buffer): Promise<ContentFileRow | undefined> =>
  db.selectFrom("content_files").selectAll().where("id", "=", id).forUpdate().executeTakeFirst()

export const setDuration = async (db: Database, id: Buffer, durationMs: number): Promise<void> => {
  await db.updateTable("content_files").set({ duration_ms: durationMs }).where("id", "=", id).execute()
}

export const deleteRenditions = async (db: Database, fileId: Buffer): Promise<void> => {
  await db.deleteFrom("renditions").where("file_id", "=", fileId).execute()
}

/**
 * Changes how players offer a caption. Of a session's captions one is chosen at most, so this one takes the place of
 * another. The transaction has the lock of the course's storage.
 */
export async function changeCaption(
  tx: Database,
  caption: ContentFileRow,
  change: Partial<Pick<ContentFileRow, "label" | "is_default">>,
): Promise<void> {
  const after = { ...caption, ...change }
  if (after.label === caption.label && after.is_default === caption.is_default) return
  if (change.is_default === 1)
    await tx
      .updateTable("content_files")
      .set((eb) => ({ is_default: 0, version: eb("version", "+", 1) }))
      .where("default_caption_of", "=", caption.session_id)
      .where("id", "!=", caption.id)
      .execute()
  await tx
    .updateTable("content_files")
    .set((eb) => ({ ...change, version: eb("version", "+", 1) }))
    .where("id", "=", caption.id)
    .execute()
}

export const hasChosenCaption = async (tx: Database, sessionId: Buffer): Promise<boolean> =>
  (await tx.selectFrom("content_files").select("id").where("default_caption_of", "=", sessionId).executeTakeFirst()) !==
  undefined

/** What players are offered of a session, in the order of making. */
export async function findReadyCaptions(db: Database, sessionId: string): Promise<ContentFileRow[]> {
  if (!isId(sessionId)) return []
  return db
    .selectFrom("content_files")
    .selectAll()
    .where("session_id", "=", idToBytes(sessionId))
    .where("status", "=", "READY")
    .where("type", "=", "CAPTION")
    .orderBy("id")
    .execute()
}

/** The session of a caption that is READY, and how long its longest video lasts; undefined without either. */
export async function findCaptionLength(
  db: Database,
  id: string,
): Promise<{ sessionId: string; durationMs: number } | undefined> {
  if (!isId(id)) return undefined
  const row = await db
    .selectFrom("content_files as caption")
    .innerJoin("content_files as video", "video.session_id", "caption.session_id")
    .select(["caption.session_id", "video.duration_ms"])
    .where("caption.id", "=", idToBytes(id))
    .where("caption.type", "=", "CAPTION")
    .where("caption.status", "=", "READY")
    .where("video.type", "=", "VIDEO")
    .where("video.status", "=", "READY")
    .orderBy("video.duration_ms", "desc")
    .limit(1)
    .executeTakeFirst()
  return row?.duration_ms ? { sessionId: idFromBytes(row.session_id), durationMs: row.duration_ms } : undefined
}

/** Has the bytes of a file that has FAILED or is DELETED taken away, also where that was done once. */
export async function purgeEnded(
  tx: Database,
  { id, object_path }: Pick<ContentFileRow, "id" | "object_path">,
  now: Date,
): Promise<void> {
  await tx
    .updateTable("content_files")
    .set({ object_path, purge_at: now })
    .where("id", "=", id)
    .where("status", "in", ["FAILED", "DELETED"])
    .execute()
}
