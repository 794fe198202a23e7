import { isSelfOr, requireScope } from "@lectern/rpc/call"
import { requireBatch } from "@lectern/service-kit/validation"
import type { UsersRpc } from "../service.ts"
import { findUsers, findUsersByEmail, toUser } from "../user-store.ts"
import { normaliseEmail } from "../user.ts"

const MAX_USERS = 200 // the users subgraph's DataLoader uses the same bound

export const batchGetUsers: UsersRpc<"batchGetUsers"> =
  ({ db }) =>
  async ({ ids, emails }, call) => {
    requireBatch("users", ids.length + emails.length, MAX_USERS)
    if (emails.length > 0) requireScope(call, "users:read")
    const addresses = emails.map(normaliseEmail)
    const [named, addressed] = await Promise.all([findUsers(db, ids), findUsersByEmail(db, addresses)])
    const byId = new Map(named.map(toUser).map((user) => [user.id, user]))
    const byEmail = new Map(addressed.map(toUser).map((user) => [user.email, user]))
    const users = [
      ...ids.flatMap((id) => byId.get(id) ?? []),
      ...addresses.flatMap((email) => byEmail.get(email) ?? []),
    ]
    return {
      users: users.map((user) => (isSelfOr(call, user.id, "users:read") ? user : { ...user, email: "" })),
      missingIds: ids.filter((id) => !byId.has(id)),
    }
  }
