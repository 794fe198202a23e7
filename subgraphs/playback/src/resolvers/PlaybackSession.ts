import { enumName } from "@lectern/rpc/enum-name"
import { fromTimestamp, fromTimestampOrNull } from "@lectern/rpc/timestamp"
import { pageArguments, toConnection } from "@lectern/subgraph-kit/connection"
import type { PlaybackSessionResolvers } from "../gen/resolvers.ts"

export const PlaybackSession: PlaybackSessionResolvers = {
  user: ({ userId }) => ({ id: userId }),
  session: ({ sessionId }) => ({ id: sessionId }),
  status: ({ status }) => enumName("PLAYBACK_STATUS_", status),
  startedAt: ({ startTime }) => fromTimestamp(startTime),
  endedAt: ({ endTime }) => fromTimestampOrNull(endTime),
  events: async ({ id }, page, { call, playback }) => {
    const reply = await playback.listEvents({ playbackSessionId: id, ...pageArguments(page) }, call)
    return toConnection(reply.events, reply)
  },
}
