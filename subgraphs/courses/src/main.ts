import { runComponent } from "@lectern/runtime/component-process"
import { serveSubgraph } from "@lectern/subgraph-kit/serve-subgraph"
import { coursesSubgraphShape } from "./config.ts"
import { openCoursesSubgraph } from "./open.ts"

await runComponent("courses-subgraph", coursesSubgraphShape, (config, telemetry) =>
  serveSubgraph(openCoursesSubgraph(config, telemetry), { host: config.HOST, port: config.PORT }),
)
