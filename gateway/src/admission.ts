import { performance } from "node:perf_hooks"
import { getHeapStatistics } from "node:v8"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { Counter, Gauge } from "prom-client"
import type { Telemetry } from "@lectern/runtime/telemetry"
import type { ErrorCode } from "./lost.ts"

/**
 * Who is let in longest when there is too much: whoever signs in or out, then requests with credentials, then the rest.
 */
export type Partition = "auth" | "signed-in" | "anonymous"

/** Of the places that there are, how many a partition may fill. */
const SHARES: Record<Partition, number> = { auth: 1.25, "signed-in": 1, anonymous: 0.75 }

/** There is work for so many at once, whatever a request takes. */
const MIN_PLACES = 8
const LOOK_MS = 100
/** The loop is full from here on, and only when it has been for so long is anybody turned away. */
const FULL = 0.9
const FULL_FOR_MS = 300
/** Over which the rate of work is averaged, and after which most of those who were turned away have come again. */
const MEMORY_MS = 3000
const MAX_HEAP_SHARE = 0.85
/** Answers that came too late in parts, within about a second: so many, and of all so large a share, are too much work. */
const RECENT_MS = 1000
const MIN_LATE = 5
const LATE_SHARE = 0.1
/** So much more is tried at each look at which nothing is late; late answers take it back. */
const GROWTH = 1.002
const MAX_GROWTH = 100
/** Where most are still late after so long with few at work, it is not the work; they are not looked at for a while. */
const HELPS_WITHIN_MS = 3000
const HELPLESS_SHARE = 0.5
const HELPLESS_FOR_MS = 30_000
const MIN_RETRY_MS = 1000
const MAX_RETRY_MS = 30_000

/**
 * What became of a request: `late` where parts were lost to time, or to somebody who had too much to do; `failed` where it
 * tells nothing of what can be done.
 */
export type Outcome = "done" | "late" | "failed"

export interface Admission {
  /** A place, to be given back; or that there is none, and when to come again. */
  enter(partition: Partition): { leave(outcome: Outcome): void } | { retryAfterMs: number }
  stop(): void
}

/** What the process is doing, to be looked at again and again. */
export interface ProcessLoad {
  /** Of the event loop since the last look, 0 to 1. */
  utilization: number
  /** 0 to 1. */
  heapShare: number
}

/**
 * Keeps the time that requests wait to about `targetMs` when more come than can be done: those above are turned away at
 * once, which costs a hundredth of answering them. What would otherwise wait until its time is over is work for nobody.
 *
 * By Little's law n requests that are at work take n / rate. The rate that the process is capable of is what it gets done
 * divided by the share of time in which its event loop is at work, so it is known before the loop is full, and one burst
 * after a quiet hour turns nobody away. Where others are full and this process is not, answers that come too late in parts
 * tell it; then the rate is what is answered in time.
 */
export function openAdmission(
  { metrics, log }: Telemetry,
  {
    targetMs,
    now = () => performance.now(),
    look = processLook(),
    random = Math.random,
  }: {
    /** 0 lets everybody in. */
    targetMs: number
    now?: () => number
    look?: () => ProcessLoad
    random?: () => number
  },
): Admission & { look(): void } {
  let inFlight = 0
  let done = 0
  /** Requests a millisecond of the loop's work. */
  let rate = 0
  let fullSince: number | undefined
  let heapIsFull = false
  let lookedAt = now()
  /** In the last second or so. */
  let recentlyDone = 0
  let recentlyLate = 0
  let lateSince: number | undefined
  let growth = 1
  let helplessUntil = 0
  /** Those who were turned away lately. */
  let waiting = 0
  let isTurningAway = false

  const places = () =>
    lateSince === undefined
      ? Math.max(MIN_PLACES, rate * targetMs)
      : Math.max(MIN_PLACES, Math.min(rate, recentlyDone / RECENT_MS) * targetMs) * growth
  const shed = new Counter({
    name: "shed_total",
    help: "Requests that were turned away, by who asked (auth, signed-in, anonymous) and for what reason (queue, memory).",
    labelNames: ["partition", "reason"],
    registers: [metrics],
  })
  for (const partition of Object.keys(SHARES))
    for (const reason of ["queue", "memory"]) shed.labels(partition, reason).inc(0)
  new Gauge({
    name: "admission_places",
    help: "Requests that may be at work at once before others are turned away, while there is too much to do.",
    registers: [metrics],
    collect() {
      this.set(places())
    },
  })
  new Gauge({
    name: "admission_in_flight",
    help: "Requests of the graph and of sign-in that are at work.",
    registers: [metrics],
    collect() {
      this.set(inFlight)
    },
  })

  const lookAgain = () => {
    const at = now()
    const elapsedMs = at - lookedAt
    if (elapsedMs <= 0) return
    const { utilization, heapShare } = look()
    const kept = Math.exp(-elapsedMs / MEMORY_MS)
    if (done > 0 && utilization > 0) {
      const seen = done / (elapsedMs * utilization)
      rate = rate === 0 ? seen : rate * kept + seen * (1 - kept)
    }
    waiting *= kept
    fullSince = utilization >= FULL ? (fullSince ?? lookedAt) : undefined
    heapIsFull = heapShare > MAX_HEAP_SHARE
    done = 0
    lookedAt = at
    lookForLate(at, elapsedMs)
    if (isTurningAway && waiting < 1) {
      isTurningAway = false
      log.info("everybody is let in again")
    }
  }
  const lookForLate = (at: number, elapsedMs: number) => {
    const kept = Math.exp(-elapsedMs / RECENT_MS)
    recentlyDone *= kept
    recentlyLate *= kept
    const share = recentlyLate / (recentlyDone + recentlyLate)
    const isLate = recentlyLate >= MIN_LATE && share >= LATE_SHARE
    const begins = isLate && (lateSince === undefined || growth > 1)
    growth = isLate ? 1 : Math.min(MAX_GROWTH, growth * GROWTH)
    if (begins) {
      if (at >= helplessUntil) lateSince = at
    } else if (lateSince === undefined) return
    else if (isLate && share > HELPLESS_SHARE && at - lateSince > HELPS_WITHIN_MS) {
      lateSince = undefined
      helplessUntil = at + HELPLESS_FOR_MS
    } else if (!isLate && waiting < 1) lateSince = undefined
  }
  const timer = targetMs > 0 ? setInterval(lookAgain, LOOK_MS).unref() : undefined

  const turnAway = (partition: Partition, reason: "queue" | "memory") => {
    shed.labels(partition, reason).inc()
    waiting++
    if (!isTurningAway) {
      isTurningAway = true
      log.warn({ reason, inFlight, places: Math.round(places()) }, "requests are turned away")
    }
    // When those before could be done with, spread out so that they do not all come at once.
    const queueMs = rate > 0 ? waiting / rate : 0
    const retryAfterMs = Math.min(MAX_RETRY_MS, MIN_RETRY_MS + queueMs) * (0.5 + random())
    return { retryAfterMs: Math.max(MIN_RETRY_MS, Math.round(retryAfterMs)) }
  }

  return {
    enter(partition) {
      if (targetMs > 0) {
        if (heapIsFull) return turnAway(partition, "memory")
        const isFull = lateSince !== undefined || (fullSince !== undefined && now() - fullSince >= FULL_FOR_MS)
        if (isFull && inFlight >= places() * SHARES[partition]) return turnAway(partition, "queue")
      }
      inFlight++
      let isHere = true
      return {
        leave(outcome) {
          if (!isHere) return
          isHere = false
          inFlight--
          if (outcome === "done") {
            done++
            recentlyDone++
          } else if (outcome === "late") recentlyLate++
        },
      }
    },
    look: lookAgain,
    stop: () => clearInterval(timer),
  }
}

/** Lets requests of a scope in before anything of them is read, or answers them at once. `undefined` is always let in. */
export function admitted(
  app: FastifyInstance,
  admission: Admission,
  {
    partitionOf,
    refuse,
  }: {
    partitionOf: (request: FastifyRequest) => Partition | undefined
    refuse: (reply: FastifyReply, retryAfterMs: number) => FastifyReply
  },
): void {
  app.addHook("onRequest", (request, reply, next) => {
    const partition = partitionOf(request)
    if (partition === undefined) return next()
    const place = admission.enter(partition)
    if ("retryAfterMs" in place) return void refuse(reply, place.retryAfterMs)
    reply.raw.once("close", () => place.leave(outcomeOf(request, reply)))
    next()
  })
}

/** Of one who went away or gave it less time than there is, nothing can be told: clients must not decide who is let in. */
function outcomeOf({ headers, logged: { errors = [] } = {} }: FastifyRequest, reply: FastifyReply): Outcome {
  const has = (code: ErrorCode) => errors.includes(code)
  if (!reply.raw.writableFinished || has("SERVICE_UNAVAILABLE")) return "failed"
  if (!has("TIMEOUT") && !has("OVERLOADED")) return "done"
  return headers["x-timeout-ms"] === undefined ? "late" : "failed"
}

function processLook(): () => ProcessLoad {
  let before = performance.eventLoopUtilization()
  return () => {
    const after = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(after, before)
    before = after
    const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics()
    return { utilization, heapShare: used / limit }
  }
}
