import { withoutCall } from "@lectern/rpc/call"
import type { Telemetry } from "@lectern/runtime/telemetry"

export interface AfterAnswer {
  /** Begins `work` once the answer is on its way; nobody waits for it, and a failure is logged. */
  run(name: string, work: () => Promise<unknown>): void
  /** Resolves when all that was begun has ended. */
  settled(): Promise<void>
}

export function afterAnswer({ log }: Telemetry): AfterAnswer {
  const running = new Set<Promise<void>>()
  return {
    run(name, work) {
      const ended = new Promise<void>((resolve) => {
        // Without the call: its deadline and its client's going are no reason to stop.
        setImmediate(() => withoutCall(() => void work().then(() => resolve(), failed)))
        const failed = (error: unknown) => {
          log.warn({ err: error, work: name }, "work after the answer failed")
          resolve()
        }
      }).finally(() => running.delete(ended))
      running.add(ended)
    },
    settled: async () => {
      await Promise.all(running)
    },
  }
}
