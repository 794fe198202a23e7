import { changeEnrollment } from "../change-enrollment.ts"
import { pause } from "../enrollment.ts"
import type { EnrollmentRpc } from "../service.ts"

export const pauseEnrollment: EnrollmentRpc<"pauseEnrollment"> =
  (deps) =>
  ({ id, etag }, call) =>
    changeEnrollment(deps, { id, call, others: false }, (row, now) => pause(row, etag, now))
