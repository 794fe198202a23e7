import type { Call } from "@lectern/rpc/call"
import { isId } from "@lectern/service-kit/ids"
import type { Violations } from "@lectern/service-kit/validation"
import type { Deps } from "./deps.ts"
import type { Instructor } from "./search-index.ts"

/**
 * Asks the users service whether this account may teach; what is no id at all is a broken rule of its own. Answers with
 * the account, undefined where there is none.
 */
export async function checkInstructor(
  violations: Violations,
  instructorId: string,
  { users, call }: Pick<Deps, "users"> & { call: Call },
): Promise<Instructor | undefined> {
  if (!isId(instructorId)) return undefined
  const [instructor] = (await users.batchGetUsers({ ids: [instructorId] }, call)).users
  violations.check(
    instructor?.role === "ROLE_INSTRUCTOR" || instructor?.role === "ROLE_ADMIN",
    "course.instructor_id",
    "instructor",
    "the account of an instructor or administrator is expected",
  )
  return instructor
}
