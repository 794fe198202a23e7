import { requireService } from "@lectern/rpc/call"
import { Violations } from "@lectern/service-kit/validation"
import { reindexInstructor } from "../reindex-courses.ts"
import { noteInstructorName } from "../search-index.ts"
import type { CoursesRpc } from "../service.ts"

export const renameInstructor: CoursesRpc<"renameInstructor"> =
  ({ db }) =>
  async ({ userId, displayName, version }, call) => {
    requireService(call, "users")
    const violations = new Violations()
    violations.id("user_id", userId)
    violations.text("display_name", displayName, { min: 1, max: 80 })
    violations.integer("version", version, { min: 1, max: 2 ** 31 - 1 })
    violations.throwIfAny()
    await noteInstructorName(db, { id: userId, displayName, etag: String(version) })
    await reindexInstructor(db, userId)
    return {}
  }
