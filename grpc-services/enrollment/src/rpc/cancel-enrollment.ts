import { changeEnrollment } from "../change-enrollment.ts"
import { cancel } from "../enrollment.ts"
import type { EnrollmentRpc } from "../service.ts"

export const cancelEnrollment: EnrollmentRpc<"cancelEnrollment"> =
  (deps) =>
  ({ id, etag }, call) =>
    changeEnrollment(deps, { id, call, others: true }, (row) => cancel(row, etag))
