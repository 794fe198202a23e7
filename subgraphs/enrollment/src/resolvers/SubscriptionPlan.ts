import { required } from "@lectern/rpc/required"
import type { SubscriptionPlanResolvers } from "../gen/resolvers.ts"

export const SubscriptionPlan: SubscriptionPlanResolvers = {
  interval: ({ interval }) => interval.replace("BILLING_INTERVAL_", "") as "MONTH",
  price: ({ price }) => required(price),
}
