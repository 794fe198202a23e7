import { idFromBytes } from "@lectern/service-kit/ids"
import { requireBatch } from "@lectern/service-kit/validation"
import { findEnrollmentCounts } from "../enrollment-store.ts"
import type { EnrollmentRpc } from "../service.ts"

const MAX_COURSES = 200 // the enrollment subgraph's DataLoader uses the same bound

export const batchGetEnrollmentCounts: EnrollmentRpc<"batchGetEnrollmentCounts"> =
  ({ db }) =>
  async ({ courseIds }) => {
    requireBatch("courses", courseIds.length, MAX_COURSES)
    const rows = await findEnrollmentCounts(db, courseIds)
    return { counts: rows.map((row) => ({ courseId: idFromBytes(row.course_id), count: row.live_count })) }
  }
