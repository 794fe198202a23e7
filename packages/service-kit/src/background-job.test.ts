import assert from "node:assert/strict"
import { it } from "node:test"
import { createTelemetry } from "@lectern/runtime/telemetry"
import { unavailable } from "@lectern/rpc/errors"
import { until } from "@lectern/test-kit/until"
import { startBackgroundJob } from "./background-job.ts"

it("goes on after rounds that fail, tells an outage once and a bug each time, and waits for the last round", async () => {
  const lines: string[] = []
  const telemetry = createTelemetry({
    component: "test",
    logLevel: "info",
    logTo: { write: (line) => lines.push(line) },
  })
  const outcomes = [
    unavailable("away"),
    unavailable("away"),
    undefined,
    unavailable("away"),
    new Error("a bug"),
    new Error("a bug"),
  ]
  let rounds = 0
  let isRunning = false
  const job = startBackgroundJob(telemetry, {
    name: "test",
    periodMs: 1,
    round: async () => {
      isRunning = true
      const outcome = outcomes[rounds++]
      await new Promise((resolve) => setImmediate(resolve))
      isRunning = false
      if (outcome) throw outcome
    },
  })
  await until(() => rounds > outcomes.length, { description: "all rounds" })
  await job.stop()
  assert.equal(isRunning, false)
  const stopped = rounds
  const levels = lines.map((line) => (JSON.parse(line) as { level: string }).level)
  assert.deepEqual(levels, ["warn", "warn", "error", "error"])
  const metrics = await telemetry.metrics.metrics()
  assert.match(metrics, /background_job_rounds_total\{[^}]*outcome="error"[^}]*\} 5/)
  assert.equal(rounds, stopped)
})
