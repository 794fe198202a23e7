import { runComponent } from "@lectern/runtime/component-process"
import { playbackShape } from "./config.ts"
import { startPlaybackService } from "./start.ts"

await runComponent("playback-service", playbackShape, startPlaybackService)
