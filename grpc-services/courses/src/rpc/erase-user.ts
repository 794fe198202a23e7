import { permissionDenied } from "@lectern/rpc/errors"
import { transact } from "@lectern/service-kit/database"
import { forgetReplies } from "@lectern/service-kit/idempotency"
import { takeMessage } from "@lectern/service-kit/inbox"
import { Violations } from "@lectern/service-kit/validation"
import { eraseReviewComments } from "../course-review-store.ts"
import { eraseInstructorBios } from "../course-store.ts"
import { forgetInstructorName } from "../reindex-courses.ts"
import type { CoursesRpc } from "../service.ts"

export const eraseUser: CoursesRpc<"eraseUser"> =
  ({ db, clock }) =>
  async ({ eventId, userId }, { caller }) => {
    if (caller.service !== "svc:users")
      throw permissionDenied("USERS_SERVICE_ONLY", "only the users service says whose account was erased")
    const violations = new Violations()
    violations.id("event_id", eventId)
    violations.id("user_id", userId)
    violations.throwIfAny()
    const now = clock()
    await transact(db, async (tx) => {
      if (!(await takeMessage(tx, eventId, now))) return
      await eraseReviewComments(tx, userId)
      await eraseInstructorBios(tx, userId)
      await forgetInstructorName(tx, userId)
      await forgetReplies(tx, userId)
    })
    return {}
  }
