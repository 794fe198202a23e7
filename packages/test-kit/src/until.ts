import { setTimeout as delay } from "node:timers/promises"

/**
 * Polls `condition` until it gives something truthy, which is returned. Fails after `timeoutMs` with `description` (what
 * is waited for: "the server to listen"); an error thrown by the condition counts as not yet and is told at the end.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  { timeoutMs = 5000, description }: { timeoutMs?: number; description: string },
): Promise<NonNullable<T>> {
  const end = Date.now() + timeoutMs
  for (;;) {
    let failure: unknown
    try {
      const value = await condition()
      if (value) return value
    } catch (error) {
      failure = error
    }
    if (Date.now() >= end) {
      throw new Error(
        `waited ${timeoutMs} ms in vain for ${description}`,
        failure === undefined ? {} : { cause: failure },
      )
    }
    await delay(10)
  }
}
