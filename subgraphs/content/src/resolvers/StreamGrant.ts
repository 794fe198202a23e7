import { fromTimestamp } from "@lectern/rpc/timestamp"
import type { StreamGrantResolvers } from "../gen/resolvers.ts"

export const StreamGrant: StreamGrantResolvers = {
  hlsUrl: ({ hlsPath }, _, { publicUrl }) => (hlsPath ? publicUrl(hlsPath) : null),
  mp4Url: ({ mp4Path }, _, { publicUrl }) => (mp4Path ? publicUrl(mp4Path) : null),
  storyboardUrl: ({ storyboardPath }, _, { publicUrl }) => (storyboardPath ? publicUrl(storyboardPath) : null),
  posterUrl: ({ posterPath }, _, { publicUrl }) => (posterPath ? publicUrl(posterPath) : null),
  expiresAt: ({ expireTime }) => fromTimestamp(expireTime),
}
