import { z } from "zod"
import { subgraphShape } from "@lectern/subgraph-kit/subgraph-config"

export const playbackSubgraphShape = { ...subgraphShape, PLAYBACK_SERVICE: z.string() }
export type PlaybackSubgraphConfig = z.output<z.ZodObject<typeof playbackSubgraphShape>>
