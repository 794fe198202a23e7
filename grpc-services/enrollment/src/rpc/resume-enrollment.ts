import { changeEnrollment } from "../change-enrollment.ts"
import { resume } from "../enrollment.ts"
import type { EnrollmentRpc } from "../service.ts"

export const resumeEnrollment: EnrollmentRpc<"resumeEnrollment"> =
  (deps) =>
  ({ id, etag }, call) =>
    changeEnrollment(deps, { id, call, others: false }, (row, now) => resume(row, etag, now))
