import { requireScope, requireUserId } from "@lectern/rpc/call"
import { transact } from "@lectern/service-kit/database"
import { once } from "@lectern/service-kit/idempotency"
import { newId } from "@lectern/service-kit/ids"
import { Violations } from "@lectern/service-kit/validation"
import { insertSession } from "../course-session-store.ts"
import { addSession, checkSession, normaliseSession } from "../course-session.ts"
import { lockCourse, updateCourse } from "../course-store.ts"
import { requireEditable } from "../course.ts"
import type { CoursesRpc } from "../service.ts"

export const createSession: CoursesRpc<"createSession"> =
  ({ db, clock, inTurn }) =>
  async ({ session: given, requestId, position }, call) => {
    requireScope(call, "courses:write")
    const callerId = requireUserId(call)
    const courseId = given?.courseId ?? ""
    const input = normaliseSession(given)
    const violations = new Violations()
    checkSession(violations, input)
    violations.throwIfAny()

    const { reply } = await inTurn(courseId, () => {
      const now = clock()
      const request = { courseId, position, ...input }
      return transact(db, (tx) =>
        once(tx, { scope: `createSession ${callerId}`, requestId, request, now }, async () => {
          const before = requireEditable(call, courseId, await lockCourse(tx, courseId))
          const { course, session } = addSession(before, { id: newId(now), session: input, position, now })
          await insertSession(tx, session, now)
          await updateCourse(tx, course, before)
          return { session }
        }),
      )
    })
    return reply
  }
