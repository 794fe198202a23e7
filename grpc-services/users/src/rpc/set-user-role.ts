import { Role } from "@lectern/contracts/elearning/users/v1/Role.ts"
import { enumName } from "@lectern/rpc/enum-name"
import { unauthenticated } from "@lectern/rpc/errors"
import { transact } from "@lectern/service-kit/database"
import { requireEtag } from "@lectern/service-kit/etag"
import { Violations } from "@lectern/service-kit/validation"
import { revokeAuthSessions } from "../revoke-auth-sessions.ts"
import type { UsersRpc } from "../service.ts"
import { lockAdmins, lockUser, toUser, updateUser } from "../user-store.ts"
import { adminOnly, lastAdmin, ownRole } from "../user.ts"

export const setUserRole: UsersRpc<"setUserRole"> =
  ({ db, clock }) =>
  async ({ userId, role: protoRole, etag }, { caller }) => {
    if (caller.role === "ANONYMOUS") throw unauthenticated("SIGN_IN_REQUIRED", "sign in first")
    if (caller.role !== "ADMIN") throw adminOnly()
    const violations = new Violations()
    violations.check(
      protoRole in Role && protoRole !== "ROLE_UNSPECIFIED",
      "role",
      "enum",
      "LEARNER, INSTRUCTOR or ADMIN is expected",
    )
    violations.throwIfAny()
    const role = enumName("ROLE_", protoRole)
    if (caller.userId !== undefined && userId.toLowerCase() === caller.userId) throw ownRole()

    const now = clock()
    return transact(db, async (tx) => {
      const admins = await lockAdmins(tx)
      // A passport says what was so a moment ago; somebody may have taken the role since.
      if (caller.userId !== undefined && !admins.includes(caller.userId)) throw adminOnly()
      const row = await lockUser(tx, userId)
      requireEtag(etag, String(row.version))
      if (row.role === role) return { user: toUser(row) }
      if (row.role === "ADMIN" && admins.length === 1) throw lastAdmin()
      const change = { role, version: row.version + 1, updated_at: now }
      await updateUser(tx, row.id, change)
      await revokeAuthSessions(tx, userId, { at: now })
      return { user: toUser({ ...row, ...change }) }
    })
  }
