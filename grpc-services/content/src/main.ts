import { runComponent } from "@lectern/runtime/component-process"
import { contentShape } from "./config.ts"
import { startContentService } from "./start.ts"

await runComponent("content-service", contentShape, startContentService)
