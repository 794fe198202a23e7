import type { Call } from "@lectern/rpc/call"
import { isId } from "@lectern/service-kit/ids"
import type { Violations } from "@lectern/service-kit/validation"
import type { Deps } from "./deps.ts"

/** Asks the users service whether this account may teach; what is no id at all is a broken rule of its own. */
export async function checkInstructor(
  violations: Violations,
  instructorId: string,
  { users, call }: Pick<Deps, "users"> & { call: Call },
): Promise<void> {
  if (!isId(instructorId)) return
  const [instructor] = (await users.batchGetUsers({ ids: [instructorId] }, call)).users
  violations.check(
    instructor?.role === "ROLE_INSTRUCTOR" || instructor?.role === "ROLE_ADMIN",
    "course.instructor_id",
    "instructor",
    "the account of an instructor or administrator is expected",
  )
}
