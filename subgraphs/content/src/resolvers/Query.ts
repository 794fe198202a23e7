import type { QueryResolvers } from "../gen/resolvers.ts"

export const Query: QueryResolvers = {
  contentFile: (_, { id }, { fileById }) => fileById.load(id.toLowerCase()),
}
