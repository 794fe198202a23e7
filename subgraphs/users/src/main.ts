import { runComponent } from "@lectern/runtime/component-process"
import { serveSubgraph } from "@lectern/subgraph-kit/serve-subgraph"
import { usersSubgraphShape } from "./config.ts"
import { openUsersSubgraph } from "./open.ts"

await runComponent("users-subgraph", usersSubgraphShape, (config, telemetry) =>
  serveSubgraph(openUsersSubgraph(config, telemetry), { host: config.HOST, port: config.PORT }),
)
