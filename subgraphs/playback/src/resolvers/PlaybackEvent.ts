import { fromTimestamp } from "@lectern/rpc/timestamp"
import type { PlaybackEventResolvers } from "../gen/resolvers.ts"

export const PlaybackEvent: PlaybackEventResolvers = {
  type: ({ type }) => type.replace("EVENT_TYPE_", "") as "PLAY",
  occurredAt: ({ occurTime }) => fromTimestamp(occurTime),
  receivedAt: ({ receiveTime }) => fromTimestamp(receiveTime),
}
