import { fromTimestampOrNull } from "@lectern/rpc/timestamp"
import type { AccessDecisionResolvers } from "../gen/resolvers.ts"

export const AccessDecision: AccessDecisionResolvers = {
  reason: ({ reason }) => reason.replace("ACCESS_REASON_", "") as "STAFF",
  validUntil: ({ validUntilTime }) => fromTimestampOrNull(validUntilTime),
}
