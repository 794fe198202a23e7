import { requireService } from "@lectern/rpc/call"
import { transact } from "@lectern/service-kit/database"
import { takeMessage } from "@lectern/service-kit/inbox"
import { Violations } from "@lectern/service-kit/validation"
import { advanceGrantEpoch as advance } from "../grant-epoch-store.ts"
import type { ContentRpc } from "../service.ts"

export const advanceGrantEpoch: ContentRpc<"advanceGrantEpoch"> = ({ db, clock }) => {
  // One after the other: they would only wait for one row, each with a connection that others need.
  let turn: Promise<unknown> = Promise.resolve()
  return async ({ eventId, userId, courseId }, call) => {
    requireService(call, "courses", "enrollment")
    const violations = new Violations()
    violations.id("event_id", eventId)
    if (userId !== "") violations.id("user_id", userId)
    if (courseId !== "") violations.id("course_id", courseId)
    violations.check(userId !== "" || courseId !== "", "user_id", "required", "a user or a course is expected")
    violations.throwIfAny()
    const take = () =>
      transact(db, async (tx) => {
        const now = clock()
        if (!(await takeMessage(tx, eventId, now))) return
        await advance(tx, { userId: userId || undefined, courseId: courseId || undefined }, now)
      })
    const taken = turn.then(take, take)
    turn = taken
    await taken
    return {}
  }
}
