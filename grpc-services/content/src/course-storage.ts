import { sql } from "kysely"
import type { Database } from "./database.ts"

/**
 * How many bytes the quota of the course counts; the transaction has the lock of them afterwards. Those are of files that
 * were uploaded, or imported, as they came: what is made of them, streams with posters and storyboards, does not count.
 */
export async function lockCourseStorage(tx: Database, courseId: Buffer): Promise<number> {
  // Locks the row for writing at once. INSERT IGNORE would lock it for reading, and two that did so wait for each other.
  await sql`
    insert into course_storage (course_id, used_bytes) values (${courseId}, 0)
    on duplicate key update used_bytes = used_bytes`.execute(tx)
  const row = await tx
    .selectFrom("course_storage")
    .select("used_bytes")
    .where("course_id", "=", courseId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return row.used_bytes
}

/** Under the lock. */
export async function countBytes(tx: Database, courseId: Buffer, bytes: number): Promise<void> {
  await tx
    .updateTable("course_storage")
    .set((eb) => ({ used_bytes: eb("used_bytes", "+", bytes) }))
    .where("course_id", "=", courseId)
    .execute()
}
