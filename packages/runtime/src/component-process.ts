import { setTimeout as delay } from "node:timers/promises"
import type { z } from "zod"
import { processShape, readConfig } from "./config.ts"
import { discoveredAddresses, joinRegistry } from "./discovery.ts"
import { assumeIdentity } from "./identity.ts"
import { serveInternal } from "./internal-server.ts"
import { runProcess, type Stoppable } from "./lifecycle.ts"
import { collectProcessMetrics, createTelemetry, type Telemetry } from "./telemetry.ts"

/** A component that serves: where, and whether it wants traffic. */
export interface Running extends Stoppable {
  readonly address: string
  /** What else it serves, by the name that others find it by. */
  readonly otherAddresses?: Readonly<Record<string, string>>
  isReady(): boolean
  /** From now on it says that it wants no more traffic, and serves what comes all the same. */
  drain(): void
}

/** One component as a process of its own: settings from the environment, metrics and probes on the internal port. */
export function runComponent<S extends z.ZodRawShape>(
  component: string,
  shape: S,
  start: (config: z.output<z.ZodObject<S>>, telemetry: Telemetry) => Promise<Running>,
): Promise<void> {
  return runProcess(async () => {
    const common = readConfig(processShape, process.env)
    const config = readConfig(shape, discoveredAddresses(shape, process.env, common))
    const telemetry = createTelemetry({
      component,
      logLevel: common.LOG_LEVEL,
      zipkinUrl: common.ZIPKIN_URL,
      traceRatio: common.TRACE_RATIO,
    })
    collectProcessMetrics(telemetry.metrics)
    if (common.TLS_FOLDER) await assumeIdentity(component, common.TLS_FOLDER, telemetry)
    let stopping = false
    let running: Running | undefined
    const internal = await serveInternal({
      host: common.METRICS_HOST,
      port: common.METRICS_PORT,
      registries: [telemetry.metrics],
      isReady: () => !stopping && (running?.isReady() ?? false),
    })
    const discovery = await joinRegistry(common, telemetry)
    running = await start(config, telemetry)
    await discovery.announce({ [component]: running.address, ...running.otherAddresses })
    telemetry.log.info({ address: running.address, internal: internal.url }, "ready")
    return {
      stop: async () => {
        stopping = true
        running?.drain()
        // Whoever sends requests here needs a moment to see that, and goes on sending until then.
        await Promise.all([discovery.withdraw(), delay(common.DRAIN_MS)])
        await running?.stop()
        await discovery.stop()
        await internal.close()
        await telemetry.flush()
        telemetry.log.info("stopped")
      },
    }
  })
}
