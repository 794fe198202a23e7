import { enumName } from "@lectern/rpc/enum-name"
import { required } from "@lectern/rpc/required"
import { fromTimestamp, fromTimestampOrNull } from "@lectern/rpc/timestamp"
import { pageArguments, toConnection } from "@lectern/subgraph-kit/connection"
import type { ContentSubscriptionResolvers } from "../gen/resolvers.ts"

export const ContentSubscription: ContentSubscriptionResolvers = {
  __resolveReference: ({ id }, { subscriptionById }) => subscriptionById.load(id),
  user: ({ userId }) => ({ id: userId }),
  plan: ({ plan }) => required(plan),
  status: ({ status }) => enumName("SUBSCRIPTION_STATUS_", status),
  startedAt: ({ startTime }) => fromTimestamp(startTime),
  currentPeriodStart: ({ periodStartTime }) => fromTimestamp(periodStartTime),
  currentPeriodEnd: ({ periodEndTime }) => fromTimestamp(periodEndTime),
  cancelledAt: ({ cancelTime }) => fromTimestampOrNull(cancelTime),
  renewals: async ({ id }, page, { call, enrollment }) => {
    const reply = await enrollment.listRenewals({ subscriptionId: id, ...pageArguments(page) }, call)
    return toConnection(reply.renewals, reply)
  },
}
