import { requireSelfOr } from "@lectern/rpc/call"
import { idFromBytes, isId } from "@lectern/service-kit/ids"
import { pageSize, toPage } from "@lectern/service-kit/paging"
import type { EnrollmentRow } from "../database.ts"
import { countEnrollments, listEnrollments as selectEnrollments, toEnrollment } from "../enrollment-store.ts"
import type { EnrollmentRpc } from "../service.ts"

export const listEnrollments: EnrollmentRpc<"listEnrollments"> =
  ({ db, clock, tokens }) =>
  async ({ userId, status: given, pageSize: requested, pageToken }, call) => {
    requireSelfOr(call, userId, "users:read")
    const size = pageSize(requested, { standard: 20, most: 100 })
    const status = statusOf(given)
    const list = `enrollments ${userId} ${status ?? "any"}`
    const [beforeId] = tokens.decode(list, pageToken) ?? []
    const [rows, totalSize] = isId(userId)
      ? await Promise.all([
          selectEnrollments(db, { userId, status, beforeId: beforeId?.toString(), limit: size + 1 }),
          countEnrollments(db, { userId, status }),
        ])
      : [[], 0]
    const { page, cursors, nextPageToken } = toPage(rows, size, (row) => tokens.encode(list, [idFromBytes(row.id)]))
    const now = clock()
    return { enrollments: page.map((row) => toEnrollment(row, now)), cursors, nextPageToken, totalSize }
  }

/** A value that the contract does not name arrives as its number, and no enrolment stands so. */
function statusOf(given: string | number): EnrollmentRow["status"] | undefined {
  const name = String(given).replace("ENROLLMENT_STATUS_", "")
  return name === "UNSPECIFIED" ? undefined : (name as EnrollmentRow["status"])
}
