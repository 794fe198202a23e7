import type { Notice__Output } from "@lectern/contracts/elearning/enrollment/v1/Notice.ts"
import { toTimestamp, toTimestampOrNull } from "@lectern/rpc/timestamp"
import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"
import type { Database, NoticeRow } from "./database.ts"

export async function insertNotice(db: Database, row: NoticeRow): Promise<void> {
  await db.insertInto("notices").values(row).execute()
}

/** Newest first, those before `beforeId` only. */
export const listNotices = (
  db: Database,
  options: { userId: string; unreadOnly: boolean; beforeId: string | undefined; limit: number },
): Promise<NoticeRow[]> =>
  db
    .selectFrom("notices")
    .selectAll()
    .where("user_id", "=", idToBytes(options.userId))
    .$if(options.unreadOnly, (query) => query.where("read_at", "is", null))
    .$if(options.beforeId !== undefined, (query) => query.where("id", "<", idToBytes(options.beforeId ?? "")))
    .orderBy("id", "desc")
    .limit(options.limit)
    .execute()

export async function countUnreadNotices(db: Database, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom("notices")
    .select((column) => column.fn.countAll<number>().as("count"))
    .where("user_id", "=", idToBytes(userId))
    .where("read_at", "is", null)
    .executeTakeFirstOrThrow()
  return count
}

export async function deleteNotices(db: Database, userId: string): Promise<void> {
  await db.deleteFrom("notices").where("user_id", "=", idToBytes(userId)).execute()
}

export const toNotice = (row: NoticeRow): Notice__Output => ({
  id: idFromBytes(row.id),
  userId: idFromBytes(row.user_id),
  type: `NOTICE_TYPE_${row.type}`,
  subjectId: idFromBytes(row.subject_id),
  createTime: toTimestamp(row.created_at),
  readTime: toTimestampOrNull(row.read_at),
})
