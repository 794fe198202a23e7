import { runComponent } from "@lectern/runtime/component-process"
import { gatewayShape } from "./config.ts"
import { startGateway } from "./start.ts"

await runComponent("gateway", gatewayShape, startGateway)
