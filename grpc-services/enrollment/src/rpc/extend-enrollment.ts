import { requireScope } from "@lectern/rpc/call"
import { fromTimestampOrNull } from "@lectern/rpc/timestamp"
import { Violations } from "@lectern/service-kit/validation"
import { changeEnrollment } from "../change-enrollment.ts"
import { checkEnd, extend } from "../enrollment.ts"
import type { EnrollmentRpc } from "../service.ts"

export const extendEnrollment: EnrollmentRpc<"extendEnrollment"> =
  (deps) =>
  ({ id, expireTime, etag }, call) => {
    requireScope(call, "enrollments:write")
    // The beginning of time is a time that is over.
    const expiresAt = fromTimestampOrNull(expireTime) ?? new Date(0)
    const violations = new Violations()
    checkEnd(violations, "expire_time", expiresAt, deps.clock())
    violations.throwIfAny()
    return changeEnrollment(deps, { id, call, others: true }, (row) => extend(row, etag, expiresAt, violations))
  }
