import { requireUserId } from "@lectern/rpc/call"
import type { QueryResolvers } from "../gen/resolvers.ts"

export const Query: QueryResolvers = {
  me: (_, _args, { call, userById }) => userById.load(requireUserId(call)),
  user: (_, { id }, { userById }) => userById.load(id),
}
