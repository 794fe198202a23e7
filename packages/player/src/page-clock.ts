/**
 * The time of one page: the device's clock when the page was opened, carried on by a clock that nobody can set. So all
 * events of a page are as far from each other as they were, whatever becomes of the device's clock.
 */
export interface PageClock {
  /** Milliseconds since 1970. */
  now(): number
  /** By how many ms the device's clock was set forward (or back, below 0) since the page was opened. */
  changedMs(): number
}

// Both clocks are read one after the other, and the device's is adjusted by fractions of a second all the time.
const LEAST_CHANGE_MS = 5000

export function pageClock(): PageClock {
  const openedAtMs = Date.now() - performance.now()
  const now = () => Math.round(openedAtMs + performance.now())
  return {
    now,
    changedMs() {
      const changedMs = Date.now() - now()
      return Math.abs(changedMs) < LEAST_CHANGE_MS ? 0 : changedMs
    },
  }
}
