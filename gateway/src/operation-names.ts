// Names come from clients: a bound keeps a hostile one from filling the memory of every Prometheus.
const MAX_NAMES = 300
/** Of them, how many those who are not signed in may bring in: a stranger can't push out what the others ask. */
const MAX_STRANGERS_NAMES = 100
const MAX_NAME_LENGTH = 80
const KEPT_MS = 3_600_000

/**
 * Operation names as values of a label. One that nobody asked for an hour gives its place to another and its series go
 * (`forget`); what finds no place is "other", what has no name "anonymous". `nowMs` is of a clock that is never set.
 */
export function operationNames(forget: (name: string) => void, nowMs: () => number = () => performance.now()) {
  // In the order in which they were asked last.
  const known = new Map<string, { askedAt: number; isStrangers: boolean }>()
  let strangers = 0
  const makeRoom = () => {
    for (const [name, { askedAt, isStrangers }] of known) {
      if (nowMs() - askedAt < KEPT_MS) return
      known.delete(name)
      if (isStrangers) strangers--
      forget(name)
    }
  }
  return {
    labelOf(name: string | undefined, isSignedIn: boolean): string {
      if (name === undefined) return "anonymous"
      if (name.length > MAX_NAME_LENGTH) return "other"
      makeRoom()
      const was = known.get(name)
      if (!was && (known.size >= MAX_NAMES || (!isSignedIn && strangers >= MAX_STRANGERS_NAMES))) return "other"
      const isStrangers = !isSignedIn && (was?.isStrangers ?? true)
      strangers += Number(isStrangers) - Number(was?.isStrangers ?? false)
      known.delete(name)
      known.set(name, { askedAt: nowMs(), isStrangers })
      return name
    },
  }
}
