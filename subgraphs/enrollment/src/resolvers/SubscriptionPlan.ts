import { enumName } from "@lectern/rpc/enum-name"
import { required } from "@lectern/rpc/required"
import type { SubscriptionPlanResolvers } from "../gen/resolvers.ts"

export const SubscriptionPlan: SubscriptionPlanResolvers = {
  interval: ({ interval }) => enumName("BILLING_INTERVAL_", interval),
  price: ({ price }) => required(price),
}
