import type { UpdateResult } from "kysely"
import type { Clock } from "@lectern/runtime/clock"
import type { Telemetry } from "@lectern/runtime/telemetry"

const LEASE_MS = 60_000
const RENEWAL_MS = 15_000

/** When a lease that is taken or renewed now ends. */
export const leaseEnd = (clock: Clock): Date => new Date(clock().getTime() + LEASE_MS)

export interface Lease {
  /** Aborts when the process stops, or when the lease is found to be another replica's. */
  signal: AbortSignal
  /** Renews it now; an outage is logged. */
  renew(): Promise<void>
}

/** Does `work` under a lease that was taken, and renews it meanwhile by `renew`, which updates no row when it is lost. */
export async function underLease(
  { renew, stopping, telemetry }: { renew: () => Promise<UpdateResult>; stopping: AbortSignal; telemetry: Telemetry },
  work: (lease: Lease) => Promise<void>,
): Promise<void> {
  const lost = new AbortController()
  const renewNow = async () => {
    try {
      if ((await renew()).numUpdatedRows === 0n) lost.abort()
    } catch (error) {
      // The lease outlives an outage of some seconds; after a longer one another replica takes over.
      telemetry.log.warn({ err: error }, "lease not renewed")
    }
  }
  const renewal = setInterval(() => void renewNow(), RENEWAL_MS)
  try {
    await work({ signal: AbortSignal.any([stopping, lost.signal]), renew: renewNow })
  } finally {
    clearInterval(renewal)
  }
}
