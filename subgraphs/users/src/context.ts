import type DataLoader from "dataloader"
import type { AuthServiceDefinition } from "@lectern/contracts/elearning/auth/v1/AuthService.ts"
import type { User__Output } from "@lectern/contracts/elearning/users/v1/User.ts"
import type { UsersServiceDefinition } from "@lectern/contracts/elearning/users/v1/UsersService.ts"
import type { Call } from "@lectern/rpc/call"
import type { Client } from "@lectern/rpc/service-types"
import { batchLoader } from "@lectern/subgraph-kit/loader"

/** What a resolver may touch, made once per client request. */
export interface Context {
  call: Call
  users: Client<UsersServiceDefinition>
  auth: Client<AuthServiceDefinition>
  userById: DataLoader<string, User__Output | null>
  /** An account that came another way than through the loader, and as it is now. */
  seen(user: User__Output): User__Output
}

const MAX_IDS = 200 // the bound of BatchGetUsers

export const createContext =
  (users: Client<UsersServiceDefinition>, auth: Client<AuthServiceDefinition>) =>
  (call: Call): Context => {
    const userById = batchLoader<string, User__Output>(
      async (ids) => (await users.batchGetUsers({ ids: [...ids] }, call)).users,
      ({ id }) => id,
      MAX_IDS,
    )
    return {
      call,
      users,
      auth,
      userById,
      seen(user) {
        userById.clear(user.id).prime(user.id, user)
        return user
      },
    }
  }
