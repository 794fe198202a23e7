import type { QueryResolvers } from "../gen/resolvers.ts"

export const Query: QueryResolvers = {
  enrollment: (_, { id }, { enrollmentById }) => enrollmentById.load(id),
  subscriptionPlans: async (_, _arguments, { call, enrollment }) => (await enrollment.listPlans({}, call)).plans,
}
