import { fromTimestamp } from "@lectern/rpc/timestamp"
import type { StreamGrantResolvers } from "../gen/resolvers.ts"

export const StreamGrant: StreamGrantResolvers = {
  hlsUrl: ({ hlsPath }, _, { publicUrl }) => publicUrl(hlsPath),
  posterUrl: ({ posterPath }, _, { publicUrl }) => (posterPath ? publicUrl(posterPath) : null),
  expiresAt: ({ expireTime }) => fromTimestamp(expireTime),
}
