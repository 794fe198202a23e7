import { runComponent } from "@lectern/runtime/component-process"
import { serveSubgraph } from "@lectern/subgraph-kit/serve-subgraph"
import { enrollmentSubgraphShape } from "./config.ts"
import { openEnrollmentSubgraph } from "./open.ts"

await runComponent("enrollment-subgraph", enrollmentSubgraphShape, (config, telemetry) =>
  serveSubgraph(openEnrollmentSubgraph(config, telemetry), { host: config.HOST, port: config.PORT }),
)
