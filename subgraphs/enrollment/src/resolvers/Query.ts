import type { QueryResolvers } from "../gen/resolvers.ts"

export const Query: QueryResolvers = {
  enrollment: (_, { id }, { enrollmentById }) => enrollmentById.load(id),
}
