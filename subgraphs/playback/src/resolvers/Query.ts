import { pageArguments } from "@lectern/subgraph-kit/connection"
import type { QueryResolvers } from "../gen/resolvers.ts"

export const Query: QueryResolvers = {
  playbackSession: (_, { id }, { playbackSessionById }) => playbackSessionById.load(id),
  continueWatching: async (_, { first }, { call, playback }) => {
    const { pageSize } = pageArguments({ first })
    return (await playback.listContinueWatching({ pageSize }, call)).playbackSessions
  },
}
