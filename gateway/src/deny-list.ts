import { Gauge } from "prom-client"
import type { AuthServiceDefinition } from "@lectern/contracts/elearning/auth/v1/AuthService.ts"
import type { Call } from "@lectern/rpc/call"
import type { Client } from "@lectern/rpc/service-types"
import { toTimestamp } from "@lectern/rpc/timestamp"
import type { Telemetry } from "@lectern/runtime/telemetry"

// A session that was ended is refused everywhere within 5 s; half of that leaves room for a slow answer.
const POLL_MS = 2000
// An access token lives 10 minutes; nobody can show an older one.
const KEPT_MS = 11 * 60_000
// A revocation is stamped before it is committed, so the last moments are read again.
const OVERLAP_MS = 10_000
const PAGE = 1000

/** Auth sessions that were ended while access tokens of theirs may still be about. */
export interface DenyList {
  has(authSessionId: string): boolean
  /** Rejects as long as the list could not be read even once: what was revoked before this process began is unknown. */
  ensureRead(): Promise<void>
  /** Takes a session in at once, without waiting for the next poll. */
  add(authSessionId: string): void
  /** Reads the list now, for a session whose id is not known here. */
  readAgain(): Promise<void>
  stop(): void
}

export function denyList(
  auth: Pick<Client<AuthServiceDefinition>, "listRevokedSessions">,
  ownCall: () => Call,
  { log, metrics }: Pick<Telemetry, "log" | "metrics">,
): DenyList {
  const revokedAt = new Map<string, number>()
  let since = Date.now() - KEPT_MS
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let failing = false

  // Not the clock, which may be set.
  let heardAt = performance.now()
  new Gauge({
    name: "deny_list_age_seconds",
    help: "How long ago this gateway last heard which auth sessions were ended.",
    registers: [metrics],
    collect() {
      this.set((performance.now() - heardAt) / 1000)
    },
  })

  let wasRead = false
  let reading: Promise<void> | undefined
  const read = () =>
    (reading ??= poll().finally(() => {
      reading = undefined
    }))
  const poll = async () => {
    const began = Date.now()
    const askedAt = performance.now()
    let sinceTime = toTimestamp(new Date(since))
    let afterSessionId = ""
    for (;;) {
      const { sessions } = await auth.listRevokedSessions({ sinceTime, afterSessionId }, ownCall())
      for (const { sessionId } of sessions) if (!revokedAt.has(sessionId)) revokedAt.set(sessionId, began)
      const last = sessions.at(-1)
      if (!last?.revokeTime || sessions.length < PAGE) break
      sinceTime = last.revokeTime
      afterSessionId = last.sessionId
    }
    since = began - OVERLAP_MS
    wasRead = true
    heardAt = askedAt
    for (const [sessionId, at] of revokedAt) if (at < began - KEPT_MS - OVERLAP_MS) revokedAt.delete(sessionId)
  }
  const loop = async () => {
    try {
      await read()
      if (failing) log.info("the deny list is read again")
      failing = false
    } catch (error) {
      // The list that is there stays in force; one line says so, not one each two seconds.
      if (!failing && !stopped) log.warn({ err: error }, "the deny list can't be read")
      failing = true
    }
    if (!stopped) timer = setTimeout(() => void loop(), POLL_MS).unref()
  }
  void loop()
  return {
    has: (authSessionId) => revokedAt.has(authSessionId),
    ensureRead: async () => {
      if (!wasRead) await read()
    },
    readAgain: async () => {
      // What is read already may have begun too early.
      await reading?.catch(() => undefined)
      await read()
    },
    add: (authSessionId) => void revokedAt.set(authSessionId, Date.now()),
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
