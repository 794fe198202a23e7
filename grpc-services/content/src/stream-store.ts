import type { Transaction } from "kysely"
import { idFromBytes, idsToBytes } from "@lectern/service-kit/ids"
import type {
  ContentFileRow,
  ContentTables,
  Database,
  NewStreamRow,
  StreamFileRow,
  StreamIssueRow,
  StreamRow,
} from "./database.ts"

type Tx = Transaction<ContentTables>

export const insertStream = async (db: Database, row: NewStreamRow): Promise<void> => {
  await db.insertInto("streams").values(row).execute()
}

/** Of a package that was imported as it is; false when it is registered. */
export async function insertImportedStream(
  tx: Tx,
  { id, session_id, course_id }: Pick<ContentFileRow, "id" | "session_id" | "course_id">,
  { folder, entry, now }: { folder: string; entry: string; now: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("streams")
    .ignore()
    .values({
      id,
      file_id: id,
      session_id,
      course_id,
      folder,
      entry_path: entry,
      poster_path: null,
      storyboard_path: null,
      discard_at: null,
      next_check_at: now,
      created_at: now,
    })
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function insertStreamFiles(db: Database, rows: readonly StreamFileRow[]): Promise<void> {
  if (rows.length > 0) await db.insertInto("stream_files").values(rows).execute()
}

/** Moves the time from which a package that is being written may be swept; false when the sweep was there first. */
export async function prolongWriting(db: Database, id: Buffer, from: Date, to: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("streams")
    .set({ discard_at: to })
    .where("id", "=", id)
    .where("discard_at", "=", from)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Whatever plays of the file may go from `now` on. */
export async function discardStreams(db: Database, fileId: Buffer, now: Date): Promise<void> {
  await db
    .updateTable("streams")
    .set({ discard_at: now, next_check_at: null, is_broken: 0 })
    .where("live_file_id", "=", fileId)
    .execute()
}

/** The package plays from `now` on; false when the sweep was there first. `writtenUntil` is what prolongWriting set. */
export async function publishStream(
  tx: Tx,
  {
    id,
    writtenUntil,
    posterPath,
    storyboardPath,
    now,
  }: {
    id: Buffer
    writtenUntil: Date
    posterPath: string | undefined
    storyboardPath: string | undefined
    now: Date
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("streams")
    .set({
      discard_at: null,
      next_check_at: now,
      poster_path: posterPath ?? null,
      storyboard_path: storyboardPath ?? null,
    })
    .where("id", "=", id)
    .where("discard_at", "=", writtenUntil)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const deleteStream = async (db: Database, id: Buffer): Promise<void> => {
  await db.deleteFrom("streams").where("id", "=", id).execute()
}

export const lockStream = (tx: Tx, id: Buffer): Promise<StreamRow | undefined> =>
  tx.selectFrom("streams").selectAll().where("id", "=", id).forUpdate().executeTakeFirst()

export const findStreamFiles = (db: Database, streamId: Buffer): Promise<StreamFileRow[]> =>
  db.selectFrom("stream_files").selectAll().where("stream_id", "=", streamId).execute()

export async function findStreamIssues(db: Database, streamIds: readonly Buffer[]): Promise<StreamIssueRow[]> {
  if (streamIds.length === 0) return []
  return db
    .selectFrom("stream_issues")
    .selectAll()
    .where("stream_id", "in", streamIds)
    .orderBy("stream_id")
    .orderBy("position")
    .execute()
}

export async function replaceStreamIssues(tx: Tx, streamId: Buffer, rows: readonly StreamIssueRow[]): Promise<void> {
  await tx.deleteFrom("stream_issues").where("stream_id", "=", streamId).execute()
  if (rows.length > 0) await tx.insertInto("stream_issues").values(rows).execute()
}

export async function countBrokenStreams(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom("streams")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("is_broken", "=", 1)
    .executeTakeFirstOrThrow()
  return count
}

/** What plays in each session, one stream at most: that of its newest video. */
export async function findStreamsOfSessions(db: Database, sessionIds: readonly string[]): Promise<StreamRow[]> {
  const keys = idsToBytes(sessionIds)
  if (keys.length === 0) return []
  const rows = await db
    .selectFrom("streams")
    .innerJoin("content_files", "content_files.id", "streams.file_id")
    .selectAll("streams")
    .where("streams.session_id", "in", keys)
    .where("streams.discard_at", "is", null)
    .where("content_files.status", "in", ["PROCESSING", "READY"])
    .orderBy("streams.file_id")
    .execute()
  return [...new Map(rows.map((row) => [idFromBytes(row.session_id), row])).values()]
}
