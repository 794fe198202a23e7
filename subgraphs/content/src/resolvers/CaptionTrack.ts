import type { CaptionTrackResolvers } from "../gen/resolvers.ts"

export const CaptionTrack: CaptionTrackResolvers = {
  url: ({ path }, _, { publicUrl }) => publicUrl(path),
}
