import { requireService } from "@lectern/rpc/call"
import { transact } from "@lectern/service-kit/database"
import { forgetReplies } from "@lectern/service-kit/idempotency"
import { takeMessage } from "@lectern/service-kit/inbox"
import { Violations } from "@lectern/service-kit/validation"
import { tellEndedRight } from "../ended-rights.ts"
import { deleteNotices } from "../notice-store.ts"
import { deleteOptOuts } from "../notification-opt-out-store.ts"
import type { EnrollmentRpc } from "../service.ts"
import { forgetPaymentMethods } from "../subscription-store.ts"

export const eraseUser: EnrollmentRpc<"eraseUser"> =
  ({ db, clock }) =>
  async ({ eventId, userId }, call) => {
    requireService(call, "users")
    const violations = new Violations()
    violations.id("event_id", eventId)
    violations.id("user_id", userId)
    violations.throwIfAny()
    const now = clock()
    await transact(db, async (tx) => {
      if (!(await takeMessage(tx, eventId, now))) return
      await deleteNotices(tx, userId)
      await deleteOptOuts(tx, userId)
      await forgetPaymentMethods(tx, userId)
      await forgetReplies(tx, userId)
      await tellEndedRight(tx, { userId }, now)
    })
    return {}
  }
