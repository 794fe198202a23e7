const FIRST_MS = 1000
const LONGEST_MS = 5 * 60_000

/**
 * How long to wait before the next try: a random part of 1 s, 2 s, 4 s ... up to 5 minutes (full jitter, so that
 * players that lost the platform together do not come back together), and after what the platform asked for.
 */
export function backoff(random: () => number = Math.random): {
  nextMs(atLeastMs: number | undefined): number
  reset(): void
} {
  let failures = 0
  return {
    nextMs(atLeastMs = 0) {
      const limitMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures)
      failures = Math.min(failures + 1, 30)
      return atLeastMs + Math.round(random() * limitMs)
    },
    reset() {
      failures = 0
    },
  }
}
