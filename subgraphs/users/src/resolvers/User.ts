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
  loginHistory: async ({ id }, { types, ...page }, { call, users }) => {
    const reply = await users.listLoginRecords(
      {
        userId: id,
        types: (types ?? []).map((type) => `LOGIN_RECORD_TYPE_${type}` as const),
        ...pageArguments(page),
      },
      call,
    )
    return toConnection(reply.loginRecords, reply)
  },
  authSessions: async ({ id }, page, { call, auth }) => {
    const reply = await auth.listAuthSessions({ userId: id, ...pageArguments(page) }, call)
    return toConnection(reply.authSessions, reply)
  },
  secondFactor: ({ id }, _args, { call, auth }) => auth.getSecondFactor({ userId: id }, call),
}
