import { requireUserId } from "@lectern/rpc/call"
import { toTimestampOrNull } from "@lectern/rpc/timestamp"
import { pageArguments, toConnection } from "@lectern/subgraph-kit/connection"
import type { QueryResolvers } from "../gen/resolvers.ts"

export const Query: QueryResolvers = {
  me: (_, _args, { call, userById }) => userById.load(requireUserId(call)),
  users: async (_, { filter, ...page }, { call, users, seen }) => {
    const reply = await users.listUsers(
      {
        role: filter?.role ? `ROLE_${filter.role}` : "ROLE_UNSPECIFIED",
        emailPrefix: filter?.emailPrefix ?? "",
        createdAfter: toTimestampOrNull(filter?.createdAfter),
        ...pageArguments(page),
      },
      call,
    )
    return { ...toConnection(reply.users.map(seen), reply), totalCount: reply.totalSize }
  },
  user: (_, { id }, { userById }) => userById.load(id),
}
