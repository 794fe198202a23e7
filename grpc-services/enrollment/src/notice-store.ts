import { enqueue } from "@lectern/service-kit/outbox"
import { idFromBytes, idsToBytes, idToBytes, newId } from "@lectern/service-kit/ids"
import { violatesUniqueKey } from "@lectern/service-kit/mysql-errors"
import type { Database, NewNoticeRow, NoticeRow, NoticeType } from "./database.ts"

/** The topic of the outbox under which notices wait to be sent by mail. */
export const NOTICE_MAIL = "notice-mail"
export interface NoticeMail {
  noticeId: string
}

/**
 * Writes a notice and, with it, that it is to be sent by mail. False when this occasion (`dedup_key`) was told before:
 * then nothing is written.
 */
export async function insertNotice(tx: Database, row: NewNoticeRow): Promise<boolean> {
  try {
    await tx.insertInto("notices").values(row).execute()
  } catch (error) {
    if (violatesUniqueKey(error, "notices_dedup_unique")) return false
    throw error
  }
  const payload: NoticeMail = { noticeId: idFromBytes(row.id) }
  await enqueue(tx, { topic: NOTICE_MAIL, payload, now: row.created_at })
  return true
}

/** A notice about `subjectId`, unread; `occasion` tells it from others of its type and subject. */
export const newNotice = (
  type: NoticeType,
  {
    userId,
    subjectId,
    occasion = "",
    aboutTime = null,
    now,
  }: {
    userId: Buffer
    subjectId: Buffer
    occasion?: string | number
    aboutTime?: Date | null
    now: Date
  },
): NewNoticeRow => ({
  id: idToBytes(newId(now)),
  user_id: userId,
  type,
  subject_id: subjectId,
  dedup_key: `${type} ${idFromBytes(subjectId)} ${occasion}`.trimEnd(),
  created_at: now,
  read_at: null,
  about_time: aboutTime,
})

export const findNotice = (db: Database, id: string): Promise<NoticeRow | undefined> =>
  db.selectFrom("notices").selectAll().where("id", "=", idToBytes(id)).executeTakeFirst()

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

/** How many of these notices of this person were unread until now. */
export async function markNoticesRead(
  db: Database,
  { userId, ids, now }: { userId: string; ids: readonly string[]; now: Date },
): Promise<number> {
  const keys = idsToBytes(ids)
  if (keys.length === 0) return 0
  const { numUpdatedRows } = await db
    .updateTable("notices")
    .set({ read_at: now })
    .where("id", "in", keys)
    .where("user_id", "=", idToBytes(userId))
    .where("read_at", "is", null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Marks up to `limit` of a person's unread notices up to this one (all when undefined) as read; how many they were. */
export async function markNoticesReadUpTo(
  db: Database,
  { userId, upToId, limit, now }: { userId: string; upToId: string | undefined; limit: number; now: Date },
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("notices")
    .set({ read_at: now })
    .where("user_id", "=", idToBytes(userId))
    .where("read_at", "is", null)
    .$if(upToId !== undefined, (query) => query.where("id", "<=", idToBytes(upToId ?? "")))
    .orderBy("id")
    .limit(limit)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export async function deleteNotices(db: Database, userId: string): Promise<void> {
  await db.deleteFrom("notices").where("user_id", "=", idToBytes(userId)).execute()
}
