import { requireScope } from "@lectern/rpc/call"
import { transact } from "@lectern/service-kit/database"
import { lockCourse, updateCourse } from "../course-store.ts"
import { publish, requireEditable } from "../course.ts"
import type { CoursesRpc } from "../service.ts"

export const publishCourse: CoursesRpc<"publishCourse"> =
  ({ db, clock, inTurn }) =>
  async ({ id }, call) => {
    requireScope(call, "courses:write")
    return inTurn(id, () =>
      transact(db, async (tx) => {
        const before = requireEditable(call, id, await lockCourse(tx, id))
        const course = publish(before, clock())
        if (course !== before) await updateCourse(tx, course)
        return { course }
      }),
    )
  }
