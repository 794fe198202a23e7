import { idToBytes } from "@lectern/service-kit/ids"
import type { Database, NoticeType } from "./database.ts"

/** The notices that this person does not want by mail. */
export async function findMailOptOuts(db: Database, userId: Buffer): Promise<Set<NoticeType>> {
  const rows = await db
    .selectFrom("notification_opt_outs")
    .select("type")
    .where("user_id", "=", userId)
    .where("channel", "=", "EMAIL")
    .execute()
  return new Set(rows.map(({ type }) => type))
}

export async function setMailOptOuts(
  tx: Database,
  { userId, wanted, unwanted, now }: { userId: string; wanted: NoticeType[]; unwanted: NoticeType[]; now: Date },
): Promise<void> {
  const user_id = idToBytes(userId)
  if (wanted.length > 0)
    await tx
      .deleteFrom("notification_opt_outs")
      .where("user_id", "=", user_id)
      .where("channel", "=", "EMAIL")
      .where("type", "in", wanted)
      .execute()
  if (unwanted.length > 0)
    await tx
      .insertInto("notification_opt_outs")
      .ignore()
      .values(unwanted.map((type) => ({ user_id, channel: "EMAIL" as const, type, created_at: now })))
      .execute()
}

export async function deleteOptOuts(db: Database, userId: string): Promise<void> {
  await db.deleteFrom("notification_opt_outs").where("user_id", "=", idToBytes(userId)).execute()
}
