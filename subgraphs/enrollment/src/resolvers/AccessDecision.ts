import { enumName } from "@lectern/rpc/enum-name"
import { fromTimestampOrNull } from "@lectern/rpc/timestamp"
import type { AccessDecisionResolvers } from "../gen/resolvers.ts"

export const AccessDecision: AccessDecisionResolvers = {
  reason: ({ reason }) => enumName("ACCESS_REASON_", reason),
  remedy: ({ remedy }) => enumName("ACCESS_REMEDY_", remedy),
  validUntil: ({ validUntilTime }) => fromTimestampOrNull(validUntilTime),
}
