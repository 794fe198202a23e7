import { enumName } from "@lectern/rpc/enum-name"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import type { PlaybackEventResolvers } from "../gen/resolvers.ts"

export const PlaybackEvent: PlaybackEventResolvers = {
  type: ({ type }) => enumName("EVENT_TYPE_", type),
  occurredAt: ({ occurTime }) => fromTimestamp(occurTime),
  receivedAt: ({ receiveTime }) => fromTimestamp(receiveTime),
}
