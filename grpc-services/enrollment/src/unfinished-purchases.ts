import type { Telemetry } from "@lectern/runtime/telemetry"
import { startBackgroundJob, type BackgroundJob } from "@lectern/service-kit/background-job"
import { idFromBytes } from "@lectern/service-kit/ids"
import { LEASE_MS, runPurchase, type SagaDeps } from "./purchase-saga.ts"
import { claimDuePurchases, updatePurchase } from "./purchase-store.ts"

const PERIOD_MS = 5000
const CLAIMED_AT_ONCE = 20
/** Nobody waits for the answer, so the provider may take its time; less than the lease. */
const PATIENCE_MS = 10_000
const FIRST_RETRY_MS = 4000
const LONGEST_RETRY_MS = 600_000

/**
 * Brings purchases to their end that whoever began them left: a process that died, a provider that did not answer. Each
 * is done or its money is returned, sooner or later; one that fails does not hold up the others. Safe on any number of
 * replicas. Answers with how many were ended.
 */
export async function finishPurchases(deps: SagaDeps, { log }: Telemetry, signal?: AbortSignal): Promise<number> {
  const { db, clock } = deps
  let ended = 0
  while (!signal?.aborted) {
    const now = clock()
    const leaseEnd = new Date(now.getTime() + LEASE_MS)
    const claimed = await claimDuePurchases(db, { now, leaseEnd, limit: CLAIMED_AT_ONCE })
    await Promise.all(
      claimed.map(async ({ id, attempts }) => {
        try {
          const { state } = await runPurchase(deps, id, PATIENCE_MS)
          log.info({ purchaseId: idFromBytes(id), state }, "unfinished purchase ended")
          ended++
        } catch (error) {
          log.warn({ err: error, purchaseId: idFromBytes(id), attempts }, "unfinished purchase not ended")
          const retryMs = Math.min(FIRST_RETRY_MS * 2 ** attempts, LONGEST_RETRY_MS)
          await updatePurchase(db, id, { due_at: new Date(clock().getTime() + retryMs) })
        }
      }),
    )
    if (claimed.length < CLAIMED_AT_ONCE) break
  }
  return ended
}

export const finishPurchasesRegularly = (deps: SagaDeps, telemetry: Telemetry): BackgroundJob =>
  startBackgroundJob(telemetry, {
    name: "finish purchases",
    periodMs: PERIOD_MS,
    round: (signal) => finishPurchases(deps, telemetry, signal),
  })
