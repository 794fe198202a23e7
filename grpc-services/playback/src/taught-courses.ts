import type { Call } from "@lectern/rpc/call"
import type { Deps } from "./deps.ts"

/** Those of up to 200 courses that the caller teaches, or for administrators all that exist. */
export async function taughtCourses({ courses }: Deps, ids: readonly string[], call: Call): Promise<Set<string>> {
  const { caller } = call
  const found = (await courses.batchGetCourses({ ids: [...new Set(ids)] }, call)).courses
  return new Set(
    found.filter(({ instructorId }) => caller.role === "ADMIN" || instructorId === caller.userId).map(({ id }) => id),
  )
}
