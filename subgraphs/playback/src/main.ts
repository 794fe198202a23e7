import { runComponent } from "@lectern/runtime/component-process"
import { serveSubgraph } from "@lectern/subgraph-kit/serve-subgraph"
import { playbackSubgraphShape } from "./config.ts"
import { openPlaybackSubgraph } from "./open.ts"

await runComponent("playback-subgraph", playbackSubgraphShape, (config, telemetry) =>
  serveSubgraph(openPlaybackSubgraph(config, telemetry), { host: config.HOST, port: config.PORT }),
)
