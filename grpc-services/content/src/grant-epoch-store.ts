import { sql } from "kysely"
import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"
import type { Database } from "./database.ts"

/** An end of rights: of one user or of everybody, in one course or in all of them. */
export interface EndedRight {
  userId: string | undefined
  courseId: string | undefined
}
export interface GrantEpoch extends EndedRight {
  epoch: number
  changedAt: Date
}

const ANY = Buffer.alloc(16)
const toBytes = (id: string | undefined): Buffer => (id === undefined ? ANY : idToBytes(id))
const fromBytes = (bytes: Buffer): string | undefined => (bytes.equals(ANY) ? undefined : idFromBytes(bytes))

/**
 * The number of the last end of a right. A grant is signed with the one from before its access decision was asked for:
 * whatever ended since has a higher one.
 */
export async function currentGrantEpoch(db: Database): Promise<number> {
  const { epoch } = await db.selectFrom("grant_epoch_counter").select("epoch").executeTakeFirstOrThrow()
  return epoch
}

/** Holds the counter until the transaction's end, so do everything else before. */
export async function advanceGrantEpoch(tx: Database, { userId, courseId }: EndedRight, now: Date): Promise<void> {
  await tx
    .updateTable("grant_epoch_counter")
    .set((row) => ({ epoch: row("epoch", "+", 1) }))
    .execute()
  const epoch = await currentGrantEpoch(tx)
  await sql`
    insert into grant_epochs (user_id, course_id, epoch, changed_at)
    values (${toBytes(userId)}, ${toBytes(courseId)}, ${epoch}, ${now})
    on duplicate key update epoch = ${epoch}, changed_at = ${now}`.execute(tx)
}

/** Those after `epoch`, lowest first. */
export async function listGrantEpochs(
  db: Database,
  { after, limit }: { after: number; limit: number },
): Promise<GrantEpoch[]> {
  const rows = await db
    .selectFrom("grant_epochs")
    .selectAll()
    .where("epoch", ">", after)
    .orderBy("epoch")
    .limit(limit)
    .execute()
  return rows.map(({ user_id, course_id, epoch, changed_at }) => ({
    userId: fromBytes(user_id),
    courseId: fromBytes(course_id),
    epoch,
    changedAt: changed_at,
  }))
}
