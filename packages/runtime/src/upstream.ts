import { Counter, Gauge, type Registry } from "prom-client"
import { breaker, type BreakerState } from "./breaker.ts"
import { replicaPool, type Attempt, type ReplicaPool } from "./replica-pool.ts"
import { replicasOf } from "./replicas.ts"
import type { Telemetry } from "./telemetry.ts"

/**
 * What a failed attempt tells: it was never sent (`unsent`), sent and the connection lost (`lost`), answered by a replica
 * that can't serve now (`unavailable`) or badly (`bad`), answered with an error that is the caller's (`answered`), or
 * nobody waits for it any more (`stopped`; of the caller's time nothing is left, or it has gone).
 */
export type FailureKind = "unsent" | "lost" | "unavailable" | "bad" | "answered" | "stopped"

export interface UpstreamCall<T> {
  /** Whether it may be sent again when it is unknown if the first replica has got it. */
  canRepeat: boolean
  /** Whether a second replica may be asked while the first is silent: for reads. */
  canHedge: boolean
  signal?: AbortSignal | undefined
  /** How long the caller waits at most. */
  budgetMs: number
  /** Calls `heard` when the replica says that it is at work, before its answer. */
  send(address: string, signal: AbortSignal, heard: () => void): Promise<T>
  kindOf(error: unknown): FailureKind
}

/** Thrown instead of sending, while the breaker is open or no replica is known. */
export class UpstreamAway extends Error {
  readonly retryAfterMs: number
  constructor(target: string, retryAfterMs: number) {
    super(`${target} is not asked now`)
    this.name = "UpstreamAway"
    this.retryAfterMs = retryAfterMs
  }
}

/** All replicas of one component, as one caller asks them. */
export interface Upstream {
  readonly pool: ReplicaPool
  /** At most two attempts, at different replicas where there are some; rejects as `send` does, or with UpstreamAway. */
  call<T>(call: UpstreamCall<T>): Promise<T>
  close(): void
}

/**
 * A server that needs longer for an answer says after so many milliseconds that it is at work: then silence means that it
 * is not, and only the caller next to one that hangs asks another, not everybody on the way there as well.
 */
export const AT_WORK_AFTER_MS = 40

const STATES: readonly BreakerState[] = ["closed", "half-open", "open"]
const RETRY_AFTER_MS = 1000
// A process that has just started waits so long for its first list of replicas; after that, calls fail at once.
const FIRST_LIST_MS = 1000
const BACKOFF_MS = 20
const BACKOFF_JITTER = 0.2
// A call that had less than this, or took less than this share of its time, says nothing when it ends late.
const MIN_JUDGED_MS = 100
const SLOW_SHARE = 0.8
// Second attempts may be a tenth of all calls (SRE, Handling Overload), and a burst of so many, so that the death of a
// replica with many calls at work costs none of them. Three at a time are always possible (Envoy's retry budget).
const BUDGET_SHARE = 0.1
const BUDGET_BURST = 100
const ALWAYS_AT_ONCE = 3
// A hedge is a guess: on a busy machine, where everything is late, guesses would leave nothing for what has failed.
const KEPT_FOR_RETRIES = BUDGET_BURST / 2

const metricsOf = new WeakMap<Registry, ReturnType<typeof createMetrics>>()
function createMetrics(registry: Registry) {
  const registers = [registry]
  return {
    state: new Gauge({
      name: "breaker_state",
      help: "Whether calls to a target are made: 0 closed (yes), 1 half open (a few, to see), 2 open (none).",
      labelNames: ["target"],
      registers,
    }),
    transitions: new Counter({
      name: "breaker_transitions_total",
      help: "Changes of a breaker's state.",
      labelNames: ["target", "from", "to"],
      registers,
    }),
    rejected: new Counter({
      name: "breaker_rejected_total",
      help: "Calls that an open breaker refused.",
      labelNames: ["target"],
      registers,
    }),
    known: new Gauge({
      name: "known_replicas",
      help: "Replicas of a target that this process knows.",
      labelNames: ["target"],
      registers,
    }),
    ejected: new Gauge({
      name: "ejected_replicas",
      help: "Replicas of a target that get no requests of this process, since they failed.",
      labelNames: ["target"],
      registers,
    }),
    seconds: new Counter({
      name: "second_attempts_total",
      help: "Second attempts at a target, by reason: retry, hedge, or refused (the budget was spent).",
      labelNames: ["target", "reason"],
      registers,
    }),
  }
}

/**
 * `target` names the component in metrics and in the log. `hedgeAfterMs` is how long a replica may be silent before
 * another is asked (more than AT_WORK_AFTER_MS); `prefers` as in `replicaPool`; `onAddresses` hears of each list of replicas.
 */
export function openUpstream({
  target,
  address,
  hedgeAfterMs,
  telemetry,
  prefers,
  onAddresses,
}: {
  target: string
  address: string
  hedgeAfterMs: number
  telemetry: Telemetry
  prefers?: (address: string) => boolean
  onAddresses?: (addresses: readonly string[]) => void
}): Upstream {
  const { log } = telemetry
  let metrics = metricsOf.get(telemetry.metrics)
  if (!metrics) metricsOf.set(telemetry.metrics, (metrics = createMetrics(telemetry.metrics)))
  const { state, transitions, rejected, known, ejected, seconds } = metrics
  const pool = replicaPool({
    silentMs: hedgeAfterMs,
    ...(prefers ? { prefers } : {}),
    onOut: (replica, reason, outMs) => {
      ejected.labels(target).set(pool.outCount)
      setTimeout(() => ejected.labels(target).set(pool.outCount), outMs + 1).unref()
      log.warn({ target, replica, reason, outMs }, "a replica gets no requests for a while")
    },
  })
  const guard = breaker((from, to) => {
    state.labels(target).set(STATES.indexOf(to))
    transitions.labels(target, from, to).inc()
    log.warn({ target, from, to }, "breaker")
  })
  state.labels(target).set(0)
  const { promise: listed, resolve: isListed } = Promise.withResolvers<void>()
  const endWatch = replicasOf(address).watch((addresses) => {
    pool.setAddresses(addresses)
    known.labels(target).set(addresses.length)
    ejected.labels(target).set(pool.outCount)
    onAddresses?.(addresses)
    isListed()
  })
  setTimeout(isListed, FIRST_LIST_MS).unref()

  let tokens = BUDGET_BURST
  let secondsAtWork = 0
  const takeSecond = (reason: "retry" | "hedge"): boolean => {
    const may = tokens >= (reason === "hedge" ? KEPT_FOR_RETRIES : 1) || secondsAtWork < ALWAYS_AT_ONCE
    seconds.labels(target, may ? reason : "refused").inc()
    if (may) tokens = Math.max(0, tokens - 1)
    return may
  }

  const attempts = <T>({ canRepeat, canHedge, signal, send, kindOf }: UpstreamCall<T>, first: string): Promise<T> => {
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    const tried = new Set<string>()
    const running = new Set<AbortController>()
    let hedge: NodeJS.Timeout | undefined
    let latest: Attempt | undefined
    let secondTaken = false
    let isOver = false
    const end = (settle: () => void) => {
      if (isOver) return
      isOver = true
      clearTimeout(hedge)
      signal?.removeEventListener("abort", stop)
      if (secondTaken) secondsAtWork--
      for (const controller of running) controller.abort()
      settle()
    }
    const stop = () => {
      for (const controller of running) controller.abort(signal?.reason)
    }
    const second = (reason: "retry" | "hedge"): boolean => {
      if (secondTaken || !takeSecond(reason)) return false
      secondTaken = true
      secondsAtWork++
      return true
    }
    const begin = (replica: string) => {
      tried.add(replica)
      const attempt = pool.begin(replica)
      latest = attempt
      const controller = new AbortController()
      running.add(controller)
      send(replica, controller.signal, attempt.heard).then(
        (answer) => {
          running.delete(controller)
          attempt.answered(true)
          end(() => resolve(answer))
        },
        (error: unknown) => {
          running.delete(controller)
          const kind = isOver || signal?.aborted ? "stopped" : kindOf(error)
          // One that was never reached is not preferred anyway, where that is known.
          if (kind === "stopped" || (kind === "unsent" && prefers)) attempt.abandoned()
          else if (kind === "unsent" || kind === "lost") attempt.lost()
          else attempt.answered(kind === "answered")
          if (!isOver) failed(error, kind)
        },
      )
    }
    const failed = (error: unknown, kind: FailureKind) => {
      const repeats = kind === "unsent" || (canRepeat && (kind === "lost" || kind === "unavailable"))
      const other = repeats ? pool.choose(tried, canHedge) : undefined
      // What was never sent harms nobody, wherever it is sent next.
      if (kind === "unsent" && other !== undefined) return begin(other)
      if (repeats && running.size === 0 && second("retry")) {
        if (other !== undefined) return begin(other)
        const again = [...tried].at(-1) ?? first
        const pause = BACKOFF_MS * (1 - BACKOFF_JITTER + 2 * BACKOFF_JITTER * Math.random())
        setTimeout(() => (signal?.aborted ? end(() => reject(error)) : begin(again)), pause)
        return
      }
      // The other attempt may still bring an answer.
      if (running.size > 0 && kind !== "answered") return
      end(() => reject(error))
    }
    signal?.addEventListener("abort", stop, { once: true })
    const watch = (ms: number) => {
      hedge = setTimeout(() => {
        if (isOver || secondTaken) return
        const leftMs = running.size > 0 && latest ? latest.silentInMs() : hedgeAfterMs
        if (leftMs > 0) return watch(leftMs)
        const other = pool.choose(tried)
        if (other !== undefined && second("hedge")) begin(other)
        else watch(hedgeAfterMs)
      }, ms)
    }
    if (canHedge && pool.addresses.length > 1) watch(hedgeAfterMs)
    begin(first)
    if (signal?.aborted) stop()
    return promise
  }

  return {
    pool,
    async call(call) {
      const refusal = guard.refusal()
      if (refusal !== undefined) {
        rejected.labels(target).inc()
        throw new UpstreamAway(target, Math.ceil(refusal))
      }
      const began = performance.now()
      const isLate = () => {
        const took = performance.now() - began
        return took >= MIN_JUDGED_MS && took > call.budgetMs * SLOW_SHARE
      }
      tokens = Math.min(BUDGET_BURST, tokens + BUDGET_SHARE)
      try {
        if (pool.addresses.length === 0) await listed
        const first = pool.choose(undefined, call.canHedge)
        if (first === undefined) throw new UpstreamAway(target, RETRY_AFTER_MS)
        const answer = await attempts(call, first)
        guard.ended(!isLate())
        return answer
      } catch (error) {
        guard.ended(error instanceof UpstreamAway ? undefined : judged(call.kindOf(error), isLate()))
        throw error
      }
    },
    close: () => {
      endWatch()
    },
  }
}

/** What a failed call says to the breaker: whether it was good, or undefined where nobody can tell. */
function judged(kind: FailureKind, isLate: boolean): boolean | undefined {
  if (kind === "stopped") return isLate ? false : undefined
  return kind === "answered" && !isLate
}
