import { enumName } from "@lectern/rpc/enum-name"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import type { RenewalResolvers } from "../gen/resolvers.ts"

export const Renewal: RenewalResolvers = {
  periodStart: ({ periodStartTime }) => fromTimestamp(periodStartTime),
  periodEnd: ({ periodEndTime }) => fromTimestamp(periodEndTime),
  outcome: ({ outcome }) => enumName("RENEWAL_OUTCOME_", outcome),
  occurredAt: ({ occurTime }) => fromTimestamp(occurTime),
}
