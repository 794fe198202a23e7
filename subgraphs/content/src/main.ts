import { runComponent } from "@lectern/runtime/component-process"
import { serveSubgraph } from "@lectern/subgraph-kit/serve-subgraph"
import { contentSubgraphShape } from "./config.ts"
import { openContentSubgraph } from "./open.ts"

await runComponent("content-subgraph", contentSubgraphShape, (config, telemetry) =>
  serveSubgraph(openContentSubgraph(config, telemetry), { host: config.HOST, port: config.PORT }),
)
