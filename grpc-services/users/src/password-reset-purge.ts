import type { Clock } from "@lectern/runtime/clock"
import type { Database } from "./database.ts"
import { deleteOverResets } from "./password-reset-store.ts"
import { RESET_WINDOW_MS } from "./reset-tokens.ts"

const AT_ONCE = 1000

/** Deletes resets and counts that are over, a batch at a time; any number of replicas may. */
export async function purgePasswordResets(db: Database, clock: Clock, signal?: AbortSignal): Promise<void> {
  let deleted = 0
  do deleted = await deleteOverResets(db, { now: clock(), windowMs: RESET_WINDOW_MS, limit: AT_ONCE })
  while (deleted >= AT_ONCE && !signal?.aborted)
}
