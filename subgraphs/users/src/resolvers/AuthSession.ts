import { fromTimestamp } from "@lectern/rpc/timestamp"
import type { AuthSessionResolvers } from "../gen/resolvers.ts"

export const AuthSession: AuthSessionResolvers = {
  createdAt: ({ createTime }) => fromTimestamp(createTime),
  lastUsedAt: ({ lastUseTime }) => fromTimestamp(lastUseTime),
  ipAddress: ({ ipAddress }) => ipAddress || null,
  userAgent: ({ userAgent }) => userAgent || null,
}
