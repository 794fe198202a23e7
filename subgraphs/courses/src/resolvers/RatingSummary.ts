import type { RatingSummaryResolvers } from "../gen/resolvers.ts"

export const RatingSummary: RatingSummaryResolvers = {
  average: ({ scoreSum, count }) => (count === 0 ? null : scoreSum / count),
}
