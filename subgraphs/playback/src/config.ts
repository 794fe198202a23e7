import type { z } from "zod"
import { grpcAddress } from "@lectern/runtime/config"
import { subgraphShape } from "@lectern/subgraph-kit/subgraph-config"

export const playbackSubgraphShape = { ...subgraphShape, PLAYBACK_SERVICE: grpcAddress("playback-service") }
export type PlaybackSubgraphConfig = z.output<z.ZodObject<typeof playbackSubgraphShape>>
