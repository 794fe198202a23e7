import type { Transaction } from "kysely"
import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import type { Session__Output } from "@lectern/contracts/elearning/courses/v1/Session.ts"
import type { Call } from "@lectern/rpc/call"
import { transact } from "@lectern/service-kit/database"
import { findSession } from "./course-session-store.ts"
import { requireEditableSession, sessionNotFound } from "./course-session.ts"
import { lockCourse } from "./course-store.ts"
import type { CoursesTables } from "./database.ts"
import type { Deps } from "./deps.ts"

/** Does something to a session that the caller may change, in a transaction that holds the lock of its course. */
export async function withLockedSession<T>(
  { db, inTurn }: Pick<Deps, "db" | "inTurn">,
  { id, call }: { id: string; call: Call },
  work: (tx: Transaction<CoursesTables>, found: { course: Course__Output; session: Session__Output }) => Promise<T>,
): Promise<T> {
  const seen = await findSession(db, id)
  if (!seen) throw sessionNotFound(id)
  return inTurn(seen.courseId, () =>
    transact(db, async (tx) => {
      const course = requireEditableSession(call, id, await lockCourse(tx, seen.courseId))
      // Again, since another call may have changed or deleted it before this one had the lock.
      const session = await findSession(tx, id)
      if (!session) throw sessionNotFound(id)
      return work(tx, { course, session })
    }),
  )
}
