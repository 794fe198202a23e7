import { enumName } from "@lectern/rpc/enum-name"
import { required } from "@lectern/rpc/required"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import type { ContentSubscriptionResolvers } from "../gen/resolvers.ts"

export const ContentSubscription: ContentSubscriptionResolvers = {
  plan: ({ plan }) => required(plan),
  status: ({ status }) => enumName("SUBSCRIPTION_STATUS_", status),
  startedAt: ({ startTime }) => fromTimestamp(startTime),
  currentPeriodStart: ({ periodStartTime }) => fromTimestamp(periodStartTime),
  currentPeriodEnd: ({ periodEndTime }) => fromTimestamp(periodEndTime),
}
