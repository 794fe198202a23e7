import { fromTimestamp } from "@lectern/rpc/timestamp"
import type { LoginRecordResolvers } from "../gen/resolvers.ts"

export const LoginRecord: LoginRecordResolvers = {
  type: ({ type }) => type.replace("LOGIN_RECORD_TYPE_", "") as "LOGOUT",
  occurredAt: ({ occurTime }) => fromTimestamp(occurTime),
  ipAddress: ({ ipAddress }) => ipAddress || null,
  userAgent: ({ userAgent }) => userAgent || null,
  authSessionId: ({ authSessionId }) => authSessionId || null,
}
