import { required } from "@lectern/rpc/required"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import type { ContentSubscriptionResolvers } from "../gen/resolvers.ts"

export const ContentSubscription: ContentSubscriptionResolvers = {
  plan: ({ plan }) => required(plan),
  status: ({ status }) => status.replace("SUBSCRIPTION_STATUS_", "") as "ACTIVE",
  startedAt: ({ startTime }) => fromTimestamp(startTime),
  currentPeriodStart: ({ periodStartTime }) => fromTimestamp(periodStartTime),
  currentPeriodEnd: ({ periodEndTime }) => fromTimestamp(periodEndTime),
}
