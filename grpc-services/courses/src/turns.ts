/** Runs work under one key one after the other, in the order of asking; whatever the one before came to. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>

/**
 * Calls that change one course take their turns before they take a connection: otherwise a course that many rate at
 * once keeps the whole pool waiting for the lock of one row, and everything else with it. Between replicas it is the
 * lock that keeps order.
 */
export function turns(): InTurn {
  const lastOf = new Map<string, Promise<void>>()
  return async (key, work) => {
    const { promise: done, resolve: end } = Promise.withResolvers<void>()
    const before = lastOf.get(key)
    lastOf.set(key, done)
    await before
    try {
      return await work()
    } finally {
      end()
      if (lastOf.get(key) === done) lastOf.delete(key)
    }
  }
}
