import { enumName } from "@lectern/rpc/enum-name"
import { fromTimestampOrNull } from "@lectern/rpc/timestamp"
import type { StreamHealthResolvers } from "../gen/resolvers.ts"

export const StreamHealth: StreamHealthResolvers = {
  state: ({ state }) => (state === "STREAM_HEALTH_STATE_UNSPECIFIED" ? null : enumName("STREAM_HEALTH_STATE_", state)),
  checkedAt: ({ checkTime }) => fromTimestampOrNull(checkTime),
  recoveredAt: ({ recoverTime }) => fromTimestampOrNull(recoverTime),
}
