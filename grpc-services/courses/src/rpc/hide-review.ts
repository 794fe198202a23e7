import { toTimestamp } from "@lectern/rpc/timestamp"
import { Violations } from "@lectern/service-kit/validation"
import { moderateReview } from "../moderate-review.ts"
import type { CoursesRpc } from "../service.ts"
import { requireAdmin } from "../course.ts"

export const hideReview: CoursesRpc<"hideReview"> =
  (deps) =>
  async ({ id, reason }, call) => {
    requireAdmin(call, "hide reviews")
    const hideReason = reason.trim()
    const violations = new Violations()
    violations.text("reason", hideReason, { min: 1, max: 500 })
    violations.throwIfAny()
    return moderateReview(deps, id, ({ hideTime }) => ({ hideTime: hideTime ?? toTimestamp(deps.clock()), hideReason }))
  }
