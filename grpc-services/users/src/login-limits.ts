import type { Call } from "@lectern/rpc/call"
import type { Clock } from "@lectern/runtime/clock"
import { clientNetwork } from "./client-network.ts"
import type { Database } from "./database.ts"
import type { DeviceTokens } from "./device-tokens.ts"
import type { KeyedDigest } from "./sealed.ts"
import { countTry, giveBackTries, tooManyTries, waitForTry } from "./try-limits.ts"

/** 10 failures in 15 minutes are the platform's rule; for networks, which many may share, it is a setting. */
const FAILURES_PER_ACCOUNT = 10
const FAILURES_WINDOW_MS = 15 * 60_000

/** One try to prove who one is: a try that is taken counts as a failure until it is given back. */
export interface LoginAttempt {
  /** Throws RESOURCE_EXHAUSTED / RATE_LIMITED when no try is left; takes none. */
  requireLeft(): Promise<void>
  /** Throws the same; otherwise the try is taken, before its outcome is known, so that many at once are no more tries. */
  take(): Promise<void>
  giveBack(): Promise<void>
}

export interface LoginLimits {
  /**
   * Counts for the address of the account and for the network of the caller, whether or not there is such an account.
   * A device on which somebody signed in to it before has a count of its own instead: what others do elsewhere must not
   * keep its owner out.
   */
  attempt(email: string, call: Pick<Call, "origin">, deviceToken?: string): LoginAttempt
  /** The caller's network alone. */
  networkAttempt(call: Pick<Call, "origin">): LoginAttempt
}

export function loginLimits({
  db,
  clock,
  tryKey,
  deviceTokens,
  failuresPerNetwork,
}: {
  db: Database
  clock: Clock
  tryKey: KeyedDigest
  deviceTokens: DeviceTokens
  failuresPerNetwork: number
}): LoginLimits {
  const ofNetwork = ({ origin }: Pick<Call, "origin">) => {
    const network = clientNetwork(origin.ipAddress)
    return network === "" ? [] : [{ key: tryKey("login from", network), limit: failuresPerNetwork }]
  }
  const attemptOn = (counts: readonly { key: Buffer; limit: number }[]): LoginAttempt => ({
    async requireLeft() {
      const waitMs = await waitForTry(db, counts, clock())
      if (waitMs > 0) throw tooManyTries(waitMs)
    },
    async take() {
      const taken: Buffer[] = []
      for (const { key, limit } of counts) {
        const waitMs = await countTry(db, key, { limit, windowMs: FAILURES_WINDOW_MS, now: clock() })
        if (waitMs > 0) {
          await giveBackTries(db, taken)
          throw tooManyTries(waitMs)
        }
        taken.push(key)
      }
    },
    giveBack: () =>
      giveBackTries(
        db,
        counts.map(({ key }) => key),
      ),
  })
  return {
    attempt(email, call, deviceToken = "") {
      const deviceId = deviceTokens.deviceIdOf(email, deviceToken)
      return attemptOn(
        deviceId === undefined
          ? [{ key: tryKey("login to", email), limit: FAILURES_PER_ACCOUNT }, ...ofNetwork(call)]
          : [{ key: tryKey("login on", email, deviceId), limit: FAILURES_PER_ACCOUNT }],
      )
    },
    networkAttempt: (call) => attemptOn(ofNetwork(call)),
  }
}
