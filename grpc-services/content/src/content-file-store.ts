import { idFromBytes, idsToBytes, idToBytes, isId } from "@lectern/service-kit/ids"
import { violatesUniqueKey } from "@lectern/service-kit/mysql-errors"
import type { ContentFileRow, Database, RenditionRow } from "./database.ts"

/** False when there is a file at this path already. */
export async function insertContentFile(db: Database, row: ContentFileRow): Promise<boolean> {
  try {
    await db.insertInto("content_files").values(row).execute()
    return true
  } catch (error) {
    if (violatesUniqueKey(error, "content_files_path_unique")) return false
    throw error
  }
}

export async function insertContentFiles(db: Database, rows: readonly ContentFileRow[]): Promise<void> {
  if (rows.length > 0) await db.insertInto("content_files").values(rows).execute()
}

export async function insertRenditions(db: Database, rows: readonly RenditionRow[]): Promise<void> {
  await db.insertInto("renditions").values(rows).execute()
}

export const findContentFileByPath = (db: Database, path: string): Promise<ContentFileRow | undefined> =>
  db.selectFrom("content_files").selectAll().where("path", "=", path).executeTakeFirst()

export async function findContentFile(db: Database, id: string): Promise<ContentFileRow | undefined> {
  if (!isId(id)) return undefined
  return db.selectFrom("content_files").selectAll().where("id", "=", idToBytes(id)).executeTakeFirst()
}

/** What the player of each session needs, by session, in the order of making; files that are not ready among them. */
export async function findPlayableFiles(
  db: Database,
  sessionIds: readonly string[],
): Promise<Map<string, ContentFileRow[]>> {
  const keys = idsToBytes(sessionIds)
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom("content_files")
    .selectAll()
    .where("session_id", "in", keys)
    .where("type", "in", ["VIDEO", "CAPTION", "IMAGE"])
    .where("status", "!=", "DELETED")
    .orderBy("id")
    .execute()
  return Map.groupBy(rows, (row) => idFromBytes(row.session_id))
}
