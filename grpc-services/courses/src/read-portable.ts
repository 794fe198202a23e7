import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import type { Call } from "@lectern/rpc/call"
import { listSessions } from "./course-session-store.ts"
import type { Deps } from "./deps.ts"
import { toPortable, type PortableCourse } from "./portable-course.ts"

/** These courses, 200 at most, with their sessions and the addresses of their instructors, in their order. */
export async function readPortable(
  { db, users }: Pick<Deps, "db" | "users">,
  courses: readonly Course__Output[],
  call: Call,
): Promise<PortableCourse[]> {
  if (courses.length === 0) return []
  const ids = [...new Set(courses.map(({ instructorId }) => instructorId))]
  const [sessions, accounts] = await Promise.all([
    listSessions(
      db,
      courses.map(({ id }) => id),
      call,
    ),
    users.batchGetUsers({ ids }, call),
  ])
  const sessionsOf = Map.groupBy(sessions, ({ courseId }) => courseId)
  const emailOf = new Map(accounts.users.map(({ id, email }) => [id, email]))
  return courses.map((course) =>
    toPortable(course, sessionsOf.get(course.id) ?? [], emailOf.get(course.instructorId) ?? ""),
  )
}
