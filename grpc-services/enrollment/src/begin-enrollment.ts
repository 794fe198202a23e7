import type { Database, EnrollmentRow } from "./database.ts"
import { endReplacedEnrollment, insertEnrollment } from "./enrollment-store.ts"
import { idFromBytes, idToBytes, newId } from "@lectern/service-kit/ids"
import { insertNotice } from "./notice-store.ts"

/** Writes an enrolment that costs nothing, and its notice. Throws ALREADY_EXISTS / ALREADY_ENROLLED. */
export async function beginEnrollment(tx: Database, row: EnrollmentRow, now: Date): Promise<void> {
  await endReplacedEnrollment(tx, row, { now })
  await insertNotice(tx, {
    id: idToBytes(newId(now)),
    user_id: row.user_id,
    type: "ENROLLMENT_CONFIRMED",
    subject_id: row.id,
    dedup_key: `ENROLLMENT_CONFIRMED ${idFromBytes(row.id)}`,
    created_at: now,
    read_at: null,
  })
  // At last: it holds the count of the course, which everybody who enrols needs.
  await insertEnrollment(tx, row)
}
