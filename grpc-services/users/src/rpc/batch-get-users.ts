import { isSelfOr } from "@lectern/rpc/call"
import { requireBatch } from "@lectern/service-kit/validation"
import type { UsersRpc } from "../service.ts"
import { findUsers, toUser } from "../user-store.ts"

const MAX_IDS = 200 // the users subgraph's DataLoader uses the same bound

export const batchGetUsers: UsersRpc<"batchGetUsers"> =
  ({ db }) =>
  async ({ ids }, call) => {
    requireBatch("users", ids.length, MAX_IDS)
    const found = new Map((await findUsers(db, ids)).map(toUser).map((user) => [user.id, user]))
    const users = ids.flatMap((id) => found.get(id) ?? [])
    return {
      users: users.map((user) => (isSelfOr(call, user.id, "users:read") ? user : { ...user, email: "" })),
      missingIds: ids.filter((id) => !found.has(id)),
    }
  }
