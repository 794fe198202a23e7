import { enumName } from "@lectern/rpc/enum-name"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import type { LoginRecordResolvers } from "../gen/resolvers.ts"

export const LoginRecord: LoginRecordResolvers = {
  type: ({ type }) => enumName("LOGIN_RECORD_TYPE_", type),
  occurredAt: ({ occurTime }) => fromTimestamp(occurTime),
  ipAddress: ({ ipAddress }) => ipAddress || null,
  userAgent: ({ userAgent }) => userAgent || null,
  authSessionId: ({ authSessionId }) => authSessionId || null,
}
