import type { Notice__Output } from "@lectern/contracts/elearning/enrollment/v1/Notice.ts"
import { toTimestamp, toTimestampOrNull } from "@lectern/rpc/timestamp"
import { idFromBytes } from "@lectern/service-kit/ids"
import type { Database, NoticeRow } from "./database.ts"
import { noticeText, type Language, type NoticeText } from "./notice-texts.ts"
import { findSubscriptions } from "./subscription-store.ts"

/** The texts of these notices, in their order. The titles are for notices about a course or a session, where they are known. */
export async function readNotices(
  db: Database,
  rows: readonly NoticeRow[],
  {
    language,
    courseTitle = "",
    sessionTitle = "",
  }: { language: Language; courseTitle?: string; sessionTitle?: string },
): Promise<NoticeText[]> {
  const about = rows.filter(({ type }) => type.startsWith("SUBSCRIPTION_")).map(({ subject_id }) => subject_id)
  const subscriptions = new Map((await findSubscriptions(db, { ids: about })).map((row) => [idFromBytes(row.id), row]))
  return rows.map((row) => {
    const subscription = subscriptions.get(idFromBytes(row.subject_id))
    return noticeText(row.type, language, {
      planName: subscription?.name ?? "",
      aboutTime: row.about_time,
      timeZone: subscription?.time_zone ?? "UTC",
      courseTitle,
      sessionTitle,
    })
  })
}

export const toNotice = (row: NoticeRow, { title, body }: NoticeText): Notice__Output => ({
  id: idFromBytes(row.id),
  userId: idFromBytes(row.user_id),
  type: `NOTICE_TYPE_${row.type}`,
  subjectId: idFromBytes(row.subject_id),
  createTime: toTimestamp(row.created_at),
  readTime: toTimestampOrNull(row.read_at),
  title,
  body,
})
