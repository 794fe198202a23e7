import { requireService } from "@lectern/rpc/call"
import { transact } from "@lectern/service-kit/database"
import { forgetReplies } from "@lectern/service-kit/idempotency"
import { takeMessage } from "@lectern/service-kit/inbox"
import { Violations } from "@lectern/service-kit/validation"
import { eraseReviewComments } from "../course-review-store.ts"
import { eraseInstructorBios } from "../course-store.ts"
import { reindexInstructor } from "../reindex-courses.ts"
import { forgetInstructorName } from "../search-index.ts"
import type { CoursesRpc } from "../service.ts"

export const eraseUser: CoursesRpc<"eraseUser"> =
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
      await eraseReviewComments(tx, userId)
      await eraseInstructorBios(tx, userId)
      await forgetInstructorName(tx, userId)
      await forgetReplies(tx, userId)
    })
    // Also after a message that came before: its effect on the index may have been cut off.
    await reindexInstructor(db, userId)
    return {}
  }
