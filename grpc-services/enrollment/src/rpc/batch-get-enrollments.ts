import { hasScope, isSelfOr } from "@lectern/rpc/call"
import { invalidArgument } from "@lectern/rpc/errors"
import { isId } from "@lectern/service-kit/ids"
import { requireBatch } from "@lectern/service-kit/validation"
import { findEnrollments, findLiveEnrollments, toEnrollment } from "../enrollment-store.ts"
import type { EnrollmentRpc } from "../service.ts"

const MAX_IDS = 200 // the enrollment subgraph's DataLoaders use the same bound

export const batchGetEnrollments: EnrollmentRpc<"batchGetEnrollments"> =
  ({ db, clock }) =>
  async ({ ids, userId, courseIds }, call) => {
    if (ids.length > 0 && (userId !== "" || courseIds.length > 0))
      throw invalidArgument("IDS_OR_USER", "either ids or a user and courses are expected, got both")
    requireBatch("enrollments", ids.length, MAX_IDS)
    requireBatch("courses", courseIds.length, MAX_IDS)
    const now = clock()
    if (ids.length > 0) {
      const ownerId = call.caller.userId
      const seesAll = hasScope(call, "users:read")
      if (!seesAll && ownerId === undefined) return { enrollments: [] }
      const rows = await findEnrollments(db, { ids, ownerId: seesAll ? undefined : ownerId })
      return { enrollments: rows.map((row) => toEnrollment(row, now)) }
    }
    if (!isId(userId) || !isSelfOr(call, userId, "users:read")) return { enrollments: [] }
    const rows = await findLiveEnrollments(db, { userId, courseIds, now })
    return { enrollments: rows.map((row) => toEnrollment(row, now)) }
  }
