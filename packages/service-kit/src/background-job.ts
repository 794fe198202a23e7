import { ServiceError } from "@lectern/rpc/errors"
import { sharedMetrics } from "@lectern/runtime/shared-metrics"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { Counter, Gauge, Histogram } from "prom-client"

export interface BackgroundJob {
  /** Waits for a round that is running. */
  stop(): Promise<void>
}

/**
 * Runs `round` again and again, the first time at once, with `periodMs` between the end of one and the begin of the
 * next; a round that throws is logged and counted, and the next one comes all the same. An outage is told once, not with
 * every round of it. Rounds of several replicas meet: what they do must be safe for that. `signal` aborts when the job is stopped: a round of many steps ends between two.
 */
export function startBackgroundJob(
  telemetry: Telemetry,
  { name, periodMs, round }: { name: string; periodMs: number; round: (signal: AbortSignal) => Promise<unknown> },
): BackgroundJob {
  const { rounds, seconds, lastOk } = metricsOf(telemetry)
  for (const outcome of ["ok", "error"]) rounds.labels(name, outcome).inc(0)
  const { log } = telemetry
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  let failing = ""
  const run = () => {
    const end = seconds.labels(name).startTimer()
    running = round(stopping.signal)
      .then(
        () => {
          rounds.labels(name, "ok").inc()
          lastOk.labels(name).setToCurrentTime()
          failing = ""
        },
        (error: unknown) => {
          if (stopping.signal.aborted) return
          rounds.labels(name, "error").inc()
          // A ServiceError is an outage or a busy moment, all else a bug.
          const level = !(error instanceof ServiceError) ? "error" : failing === error.reason ? "debug" : "warn"
          log[level]({ err: error, job: name }, "background job failed")
          failing = error instanceof ServiceError ? error.reason : ""
        },
      )
      .finally(() => {
        end()
        // A tenth of jitter, so that replicas that were started together drift apart.
        if (!stopping.signal.aborted) timer = setTimeout(run, periodMs * (0.95 + Math.random() / 10)).unref()
      })
  }
  run()
  return {
    stop: () => {
      stopping.abort()
      clearTimeout(timer)
      return running
    },
  }
}

const metricsOf = sharedMetrics((registry) => ({
  rounds: new Counter({
    name: "background_job_rounds_total",
    help: "Rounds of background jobs, by outcome.",
    labelNames: ["job_name", "outcome"],
    registers: [registry],
  }),
  seconds: new Histogram({
    name: "background_job_round_seconds",
    help: "Time of a round of a background job.",
    labelNames: ["job_name"],
    buckets: [0.005, 0.025, 0.1, 0.5, 2.5, 10, 60, 600],
    registers: [registry],
  }),
  lastOk: new Gauge({
    name: "background_job_last_ok_timestamp_seconds",
    help: "When a round of a background job last ended well, in seconds since 1970.",
    labelNames: ["job_name"],
    registers: [registry],
  }),
}))
