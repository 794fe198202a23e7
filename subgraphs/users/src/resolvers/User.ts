import { enumName } from "@lectern/rpc/enum-name"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import { pageArguments, toConnection } from "@lectern/subgraph-kit/connection"
import type { UserResolvers } from "../gen/resolvers.ts"

export const User: UserResolvers = {
  __resolveReference: ({ id }, { userById }) => userById.load(id),
  bio: ({ bio }) => bio || null,
  avatarUrl: ({ avatarUrl }) => avatarUrl || null,
  role: ({ role }) => enumName("ROLE_", role),
  email: ({ email }) => email || null,
  createdAt: ({ createTime }) => fromTimestamp(createTime),
  loginHistory: async ({ id }, page, { call, users }) => {
    const reply = await users.listLoginRecords({ userId: id, ...pageArguments(page) }, call)
    return toConnection(reply.loginRecords, reply)
  },
}
