import { enumName } from "@lectern/rpc/enum-name"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import { pageArguments, toConnection } from "@lectern/subgraph-kit/connection"
import { toRecordConnection } from "@lectern/subgraph-kit/personal-records"
import { preferredLanguage } from "@lectern/subgraph-kit/preferred-language"
import type { UserResolvers } from "../gen/resolvers.ts"

export const User: UserResolvers = {
  __resolveReference: ({ id }, { userById }) => userById.load(id),
  displayName: ({ displayName, isErased }, _, { call }) =>
    isErased ? FORMER_MEMBER[preferredLanguage(call.origin.languages, ["en", "ko"])] : displayName,
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
  accountRecords: async ({ id }, page, { call, users }) =>
    toRecordConnection(await users.listPersonalRecords({ userId: id, ...pageArguments(page) }, call)),
  authSessions: async ({ id }, page, { call, auth }) => {
    const reply = await auth.listAuthSessions({ userId: id, ...pageArguments(page) }, call)
    return toConnection(reply.authSessions, reply)
  },
  secondFactor: ({ id }, _args, { call, auth }) => auth.getSecondFactor({ userId: id }, call),
}

const FORMER_MEMBER = { en: "Former member", ko: "탈퇴한 사용자" }
