/** How long a replica that failed gets no requests, times the number of failures in a row; the limit of that. */
const OUT_MS = 5000
const MAX_OUT_MS = 30_000
/** So many requests in a row without a sign of life put a replica out. One lost connection does. */
const UNANSWERED_IN_A_ROW = 3
/** Silence counts where another replica has answered in so many times less, or so many later requests. */
const MUCH_SLOWER = 3
const OVERTAKEN = 10
// Failed answers: Envoy's outlier detection, over a window that is short enough for half a second of harm.
const WINDOW_MS = 500
const WINDOW_REQUESTS = 10
const WINDOW_FAILED_SHARE = 0.5

/** One request to one replica; exactly one of the methods ends it. */
export interface Attempt {
  /** The replica said that it is at work on it. */
  heard(): void
  /**
   * In how many milliseconds another replica should be asked, if nothing is heard until then; 0 or less where this one
   * has been silent for `silentMs`, or gets no requests any more. One that is at work on it is looked at again later.
   */
  silentInMs(): number
  /** The replica said something; `isHealthy` is false for an answer that speaks against it. */
  answered(isHealthy: boolean): void
  /** The connection could not be made or was lost. */
  lost(): void
  /** Nobody waits any more: the time is over, the client has gone, or another replica was faster. */
  abandoned(): void
}

/** The replicas of one component, as one caller knows them by its own requests. */
export interface ReplicaPool {
  /** Takes the list of the moment; what is known of those that stay is kept. */
  setAddresses(addresses: readonly string[]): void
  readonly addresses: readonly string[]
  /** How many get no requests at the moment, or one to try them. */
  readonly outCount: number
  /**
   * Whom to ask next, in turn, and none of `tried`. Replicas that are out, or silent while requests wait at them, are
   * passed over as long as there is another. With `mayFail` false, one that is only being tried again is too.
   */
  choose(tried?: ReadonlySet<string>, mayFail?: boolean): string | undefined
  begin(address: string): Attempt
  /** It drains: others are asked for a while, without anything being wrong. */
  leave(address: string): void
}

/** Why a replica gets no requests: a lost connection, no sign of life, or what it answers. */
export type OutReason = "lost" | "silent" | "bad answers"

interface Replica {
  /** When the requests that wait for a sign of life began, oldest first. */
  waiting: Set<{ since: number }>
  heardAt: number
  /** Answers of the others that would have to be there before one is to a request later than the first in silence. */
  overtakenFrom: number | undefined
  /** The request that was answered last: when it began, and how long it took. */
  lastAnswer: { since: number; tookMs: number }
  unanswered: number
  window: { since: number; requests: number; failed: number }
  outUntil: number
  /** Whether it was out and has not answered since. */
  onTrial: boolean
  /** How often it was put out, less one for each OUT_MS that it was in since. */
  timesOut: number
}

/**
 * `silentMs` is how long a request may wait without a sign of life from its replica before others are asked instead.
 * `prefers` names those to ask first, such as the connected ones. `onOut` hears of each that is put out.
 */
export function replicaPool({
  silentMs,
  prefers = () => true,
  onOut = () => {},
  now = () => performance.now(),
}: {
  silentMs: number
  prefers?: (address: string) => boolean
  onOut?: (address: string, reason: OutReason, outMs: number) => void
  now?: () => number
}): ReplicaPool {
  let replicas = new Map<string, Replica>()
  let turn = 0
  let answers = 0
  let open = 0

  const isOut = (replica: Replica) => replica.outUntil > now() || (replica.onTrial && replica.waiting.size > 0)
  const isSilent = (replica: Replica) => {
    const [oldest] = replica.waiting
    return oldest !== undefined && now() - Math.max(oldest.since, replica.heardAt) > silentMs
  }

  const putOut = (address: string, replica: Replica, reason: OutReason) => {
    const at = now()
    if (replica.outUntil > at) return
    // A caller that finds most of them bad is more likely to be wrong, or the rest could not bear the load.
    const others = [...replicas.values()].filter((other) => other !== replica && (other.outUntil > at || other.onTrial))
    if ((others.length + 1) * 2 > replicas.size) return
    const recovered = Math.floor((at - replica.outUntil) / OUT_MS)
    replica.timesOut = Math.max(0, replica.timesOut - recovered) + 1
    const outMs = Math.min(OUT_MS * replica.timesOut, MAX_OUT_MS)
    replica.outUntil = at + outMs
    replica.onTrial = true
    replica.unanswered = 0
    replica.overtakenFrom = undefined
    replica.window = { since: at, requests: 0, failed: 0 }
    onOut(address, reason, outMs)
  }

  const count = (address: string, replica: Replica, failed: boolean) => {
    const { window } = replica
    if (now() - window.since > WINDOW_MS) Object.assign(window, { since: now(), requests: 0, failed: 0 })
    window.requests++
    if (failed) window.failed++
    if (window.requests >= WINDOW_REQUESTS && window.failed >= window.requests * WINDOW_FAILED_SHARE)
      putOut(address, replica, "bad answers")
  }

  return {
    get addresses() {
      return [...replicas.keys()]
    },
    get outCount() {
      return [...replicas.values()].filter(isOut).length
    },
    setAddresses(addresses) {
      replicas = new Map(
        addresses.map((address) => [
          address,
          replicas.get(address) ?? {
            waiting: new Set(),
            heardAt: 0,
            overtakenFrom: undefined,
            lastAnswer: { since: 0, tookMs: 0 },
            unanswered: 0,
            window: { since: 0, requests: 0, failed: 0 },
            outUntil: 0,
            onTrial: false,
            timesOut: 0,
          },
        ]),
      )
    },
    choose(tried = new Set(), mayFail = true) {
      // The common case on a small machine.
      if (replicas.size === 1 && tried.size === 0) return replicas.keys().next().value
      const untried = [...replicas].filter(([address]) => !tried.has(address))
      let candidates = untried
      for (const isGood of [
        ([, replica]: [string, Replica]) => !isOut(replica),
        ([address]: [string, Replica]) => prefers(address),
        ([, replica]: [string, Replica]) => !isSilent(replica),
        ([, replica]: [string, Replica]) => mayFail || !replica.onTrial,
      ]) {
        const good = candidates.filter(isGood)
        if (good.length > 0) candidates = good
      }
      if (candidates.length === 0) return undefined
      // A second attempt takes nobody's turn.
      const index = tried.size > 0 ? turn : turn++
      return candidates[index % candidates.length]?.[0]
    },
    begin(address) {
      const replica = replicas.get(address)
      const waiting = { since: now() }
      if (replica) {
        replica.waiting.add(waiting)
        // All that are open now may be answered without being later.
        open++
        replica.overtakenFrom ??= answers + open
      }
      let isOpen = true
      const end = (judge: (replica: Replica) => void) => {
        if (!replica || !isOpen) return
        isOpen = false
        open--
        replica.waiting.delete(waiting)
        judge(replica)
      }
      const hear = (known: Replica) => {
        known.heardAt = now()
        known.unanswered = 0
        known.overtakenFrom = undefined
      }
      let isHeard = false
      return {
        heard: () => {
          isHeard = true
          if (!replica) return
          replica.waiting.delete(waiting)
          hear(replica)
        },
        silentInMs: () => {
          if (!replica || isOut(replica)) return 0
          return isHeard ? silentMs : silentMs - (now() - Math.max(waiting.since, replica.heardAt))
        },
        answered: (isHealthy) =>
          end((known) => {
            hear(known)
            answers++
            known.lastAnswer = { since: waiting.since, tookMs: now() - waiting.since }
            if (isHealthy && known.outUntil <= now()) known.onTrial = false
            count(address, known, !isHealthy)
          }),
        lost: () => end((known) => putOut(address, known, "lost")),
        abandoned: () =>
          end((known) => {
            const waitedMs = now() - waiting.since
            if (known.heardAt >= waiting.since || waitedMs < silentMs) return
            // Where others are no faster, everything is slow, and one replica less would make it worse.
            const isSlowest = [...replicas.values()].some(
              ({ lastAnswer: { since, tookMs } }) => since >= waiting.since && tookMs * MUCH_SLOWER <= waitedMs,
            )
            const isOvertaken = known.overtakenFrom !== undefined && answers - known.overtakenFrom >= OVERTAKEN
            if (!isSlowest && !isOvertaken) return
            known.unanswered++
            if (known.unanswered >= UNANSWERED_IN_A_ROW || known.onTrial) putOut(address, known, "silent")
          }),
      }
    },
    leave(address) {
      const replica = replicas.get(address)
      if (replica) replica.outUntil = Math.max(replica.outUntil, now() + OUT_MS)
    },
  }
}
