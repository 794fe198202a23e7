const WINDOW_MS = 10_000
const BUCKETS = 10
const MIN_CALLS = 20
const TRIP_SHARE = 0.5
const OPEN_MS = 5000
const MAX_OPEN_MS = 30_000
const JITTER = 0.2
const PROBES = 3

export type BreakerState = "closed" | "open" | "half-open"

export interface Breaker {
  readonly state: BreakerState
  /** How long a call that is refused should wait at least, in milliseconds; undefined when the call may be made. */
  refusal(): number | undefined
  /** Ends a call that `refusal` let through; undefined when it says nothing about the component. */
  ended(isGood: boolean | undefined): void
}

interface Bucket {
  since: number
  calls: number
  bad: number
}

/**
 * Stops asking a component that does not answer as it should: when half of 20 or more calls within 10 s were bad, none is
 * made for 5 s, then three to see; a bad one of these doubles the pause, up to 30 s. The numbers lie between those of
 * Hystrix (20 calls, 50 %, 10 s, 5 s, one probe) and resilience4j (ten probes).
 */
export function breaker(
  onTransition: (from: BreakerState, to: BreakerState) => void = () => {},
  now: () => number = () => performance.now(),
  random: () => number = Math.random,
): Breaker {
  let state: BreakerState = "closed"
  let buckets: Bucket[] = []
  let openUntil = 0
  let openings = 0
  let probing = 0
  let goodProbes = 0

  const go = (to: BreakerState) => {
    const from = state
    state = to
    probing = 0
    goodProbes = 0
    onTransition(from, to)
  }
  const open = () => {
    const pause = Math.min(OPEN_MS * 2 ** openings++, MAX_OPEN_MS)
    openUntil = now() + pause * (1 - JITTER + 2 * JITTER * random())
    buckets = []
    go("open")
  }
  const note = (isGood: boolean) => {
    const at = now()
    buckets = buckets.filter(({ since }) => at - since < WINDOW_MS)
    let latest = buckets.at(-1)
    if (!latest || at - latest.since >= WINDOW_MS / BUCKETS) buckets.push((latest = { since: at, calls: 0, bad: 0 }))
    latest.calls++
    if (!isGood) latest.bad++
    const calls = buckets.reduce((sum, bucket) => sum + bucket.calls, 0)
    const bad = buckets.reduce((sum, bucket) => sum + bucket.bad, 0)
    if (calls >= MIN_CALLS && bad >= calls * TRIP_SHARE) open()
  }

  return {
    get state() {
      return state
    },
    refusal() {
      if (state === "open" && now() >= openUntil) go("half-open")
      if (state === "closed") return undefined
      if (state === "open") return openUntil - now()
      if (probing + goodProbes >= PROBES) return OPEN_MS
      probing++
      return undefined
    },
    ended(isGood) {
      if (state === "closed") return isGood === undefined ? undefined : note(isGood)
      // Of a call that was made before the breaker opened.
      if (state === "open" || probing === 0) return
      probing--
      if (isGood === undefined) return
      if (!isGood) return open()
      if (++goodProbes < PROBES) return
      openings = 0
      go("closed")
    },
  }
}
