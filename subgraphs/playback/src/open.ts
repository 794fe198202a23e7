import { playbackService } from "@lectern/contracts/package-definition"
import { createClient } from "@lectern/rpc/client"
import { passportVerifier } from "@lectern/rpc/passport"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { createSubgraph, type Subgraph } from "@lectern/subgraph-kit/subgraph"
import type { PlaybackSubgraphConfig } from "./config.ts"
import { createContext } from "./context.ts"
import { resolvers } from "./resolvers.ts"

type Settings = Pick<PlaybackSubgraphConfig, "PLAYBACK_SERVICE" | "PASSPORT_PUBLIC_KEYS">

/** The subgraph with its clients, to be served over HTTP or run in the gateway's process. */
export function openPlaybackSubgraph(config: Settings, telemetry: Telemetry): Subgraph {
  const playback = createClient(playbackService, config.PLAYBACK_SERVICE, telemetry)
  return createSubgraph({
    name: "playback",
    typeDefs: new URL("../schema.graphql", import.meta.url),
    resolvers,
    createContext: createContext(playback),
    verifyPassport: passportVerifier({ gateway: config.PASSPORT_PUBLIC_KEYS }),
    telemetry,
    close: () => playback.close(),
  })
}
