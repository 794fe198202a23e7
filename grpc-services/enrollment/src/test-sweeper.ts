// A replica of the service as a process of its own, as far as the sweep goes, that a test can kill: it sweeps until it is
// told to stop, or kills itself at a step that was chosen for it.
import { setTimeout as delay } from "node:timers/promises"
import { openDatabase } from "@lectern/service-kit/database"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import type { EnrollmentTables } from "./database.ts"
import { sweepSubscriptions } from "./renewal-sweep.ts"
import { sandboxPayments } from "./sandbox-payments.ts"

export interface SweeperOptions {
  databaseUrl: string
  /** The time that it is at `beganMs` of the real clock, in epoch milliseconds, and how much faster it goes from there. */
  startMs: number
  beganMs: number
  speed: number
  /** Before or after which statement or call of the payment provider it kills itself, counted from 1; never when 0. */
  dieAtStep: number
}

async function run({ databaseUrl, startMs, beganMs, speed, dieAtStep }: SweeperOptions): Promise<void> {
  const clock = () => new Date(startMs + (Date.now() - beganMs) * speed)
  let steps = 0
  const step = () => {
    if (++steps === dieAtStep) process.kill(process.pid, "SIGKILL")
  }
  const telemetry = silentTelemetry("sweeper")
  const opened = await openDatabase<EnrollmentTables>({
    url: databaseUrl,
    migrations: new URL("../migrations/", import.meta.url),
    telemetry,
  })
  const db = opened.withPlugin({
    transformQuery: ({ node }) => {
      step()
      return node
    },
    transformResult: async ({ result }) => {
      step()
      return result
    },
  })
  const sandbox = sandboxPayments(opened, clock)
  const payments: typeof sandbox = {
    ...sandbox,
    async charge(charge) {
      step()
      try {
        return await sandbox.charge(charge)
      } finally {
        step()
      }
    },
  }
  let isStopped = false
  process.on("message", () => (isStopped = true))
  process.send?.("ready")
  while (!isStopped) {
    await sweepSubscriptions({ db, clock, payments, telemetry, expiryNoticeDays: 7 })
    await delay(20)
  }
  await opened.destroy()
  process.disconnect()
}

if (import.meta.main) await run(JSON.parse(process.argv[2] ?? "") as SweeperOptions)
