import { requireService } from "@lectern/rpc/call"
import { transact } from "@lectern/service-kit/database"
import { takeMessage } from "@lectern/service-kit/inbox"
import { Violations } from "@lectern/service-kit/validation"
import { advanceGrantEpoch as advance } from "../grant-epoch-store.ts"
import type { ContentRpc } from "../service.ts"

export const advanceGrantEpoch: ContentRpc<"advanceGrantEpoch"> =
  ({ db, clock }) =>
  async ({ eventId, userId, courseId }, call) => {
    requireService(call, "courses", "enrollment")
    const violations = new Violations()
    violations.id("event_id", eventId)
    if (userId !== "") violations.id("user_id", userId)
    if (courseId !== "") violations.id("course_id", courseId)
    violations.check(userId !== "" || courseId !== "", "user_id", "required", "a user or a course is expected")
    violations.throwIfAny()
    const now = clock()
    await transact(db, async (tx) => {
      if (!(await takeMessage(tx, eventId, now))) return
      await advance(tx, { userId: userId || undefined, courseId: courseId || undefined }, now)
    })
    return {}
  }
