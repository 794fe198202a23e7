import type { z } from "zod"
import { processShape, readConfig } from "./config.ts"
import { serveInternal } from "./internal-server.ts"
import { runProcess, type Stoppable } from "./lifecycle.ts"
import { collectProcessMetrics, createTelemetry, type Telemetry } from "./telemetry.ts"

/** A component that serves: where, and whether it wants traffic. */
export interface Running extends Stoppable {
  readonly address: string
  isReady(): boolean
}

/** One component as a process of its own: settings from the environment, metrics and probes on the internal port. */
export function runComponent<S extends z.ZodRawShape>(
  component: string,
  shape: S,
  start: (config: z.output<z.ZodObject<S>>, telemetry: Telemetry) => Promise<Running>,
): Promise<void> {
  return runProcess(async () => {
    const common = readConfig(processShape, process.env)
    const config = readConfig(shape, process.env)
    const telemetry = createTelemetry({
      component,
      logLevel: common.LOG_LEVEL,
      zipkinUrl: common.ZIPKIN_URL,
      traceRatio: common.TRACE_RATIO,
    })
    collectProcessMetrics(telemetry.metrics)
    let stopping = false
    let running: Running | undefined
    const internal = await serveInternal({
      host: common.METRICS_HOST,
      port: common.METRICS_PORT,
      registries: [telemetry.metrics],
      isReady: () => !stopping && (running?.isReady() ?? false),
    })
    running = await start(config, telemetry)
    telemetry.log.info({ address: running.address, internal: internal.url }, "ready")
    return {
      stop: async () => {
        stopping = true
        await running?.stop()
        await internal.close()
        await telemetry.flush()
        telemetry.log.info("stopped")
      },
    }
  })
}
