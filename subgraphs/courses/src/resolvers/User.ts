import { pageArguments } from "@lectern/subgraph-kit/connection"
import { toRecordConnection } from "@lectern/subgraph-kit/personal-records"
import type { UserResolvers } from "../gen/resolvers.ts"

export const User: UserResolvers = {
  courseRecords: async ({ id }, page, { call, courses }) =>
    toRecordConnection(await courses.listPersonalRecords({ userId: id, ...pageArguments(page) }, call)),
}
