import { ServiceError } from "@lectern/rpc/errors"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { Counter } from "prom-client"

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
  { log, metrics }: Telemetry,
  { name, periodMs, round }: { name: string; periodMs: number; round: (signal: AbortSignal) => Promise<unknown> },
): BackgroundJob {
  const rounds = counterOf(metrics)
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  let failing = ""
  const run = () => {
    running = round(stopping.signal)
      .then(
        () => {
          rounds.labels(name, "ok").inc()
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

const NAME = "background_job_rounds_total"
const counterOf = (metrics: Telemetry["metrics"]) =>
  (metrics.getSingleMetric(NAME) as Counter<"job" | "outcome"> | undefined) ??
  new Counter({
    name: NAME,
    help: "Rounds of background jobs, by outcome.",
    labelNames: ["job", "outcome"],
    registers: [metrics],
  })
