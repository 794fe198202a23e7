import type { SweptSubscriptionRow } from "./database.ts"
import { GRACE_DAYS } from "./entitlement.ts"

const DAY_MS = 86_400_000
/** Days after the period's end on which a declined renewal is tried again; the first try is at the end itself (goal gE4). */
const RETRY_DAYS = [1, GRACE_DAYS]
/**
 * A renewal that is later than this after the period's end is not paid any more: access ended with the grace, and nobody
 * pays for time in which nothing was served. The day above the grace lets the last try come late.
 */
const LATEST_RENEWAL_DAYS = GRACE_DAYS + 1

const daysAfter = (date: Date, days: number) => new Date(date.getTime() + days * DAY_MS)

export type RenewalState = Pick<
  SweptSubscriptionRow,
  "status" | "period_end" | "auto_renew" | "payment_method" | "next_action_at"
>

/** What the sweep has to do with a subscription. */
export type Step =
  /** Nothing, until then; null for ever. */
  | { kind: "WAIT"; until: Date | null }
  /** Say that it ends soon. */
  | { kind: "TELL" }
  /** Pay the next period. */
  | { kind: "CHARGE" }
  /** It is over. `isOff` tells one that was not to be renewed from one that could not be any more. */
  | { kind: "END"; isOff: boolean }

/** Whether the next period is to be paid by itself. Without means of payment it can't be, whatever the wish. */
export const isRenewing = ({ auto_renew, payment_method }: Pick<RenewalState, "auto_renew" | "payment_method">) =>
  auto_renew === 1 && payment_method !== ""

/** What is to be done now. `noticeDays` is how long before its end somebody hears that a subscription ends. */
export function stepDue(subscription: RenewalState, { now, noticeDays }: { now: Date; noticeDays: number }): Step {
  const { status, period_end } = subscription
  if (status !== "ACTIVE" && status !== "GRACE") return { kind: "WAIT", until: null }
  if (now < period_end) {
    if (isRenewing(subscription)) return { kind: "WAIT", until: period_end }
    const tellAt = daysAfter(period_end, -noticeDays)
    return now < tellAt ? { kind: "WAIT", until: tellAt } : { kind: "TELL" }
  }
  if (!isRenewing(subscription)) return { kind: "END", isOff: true }
  if (now >= daysAfter(period_end, LATEST_RENEWAL_DAYS)) return { kind: "END", isOff: false }
  return { kind: "CHARGE" }
}

/** When a renewal that was declined now is tried again; undefined when it is not. */
export const nextTryAt = (periodEnd: Date, now: Date): Date | undefined =>
  RETRY_DAYS.map((days) => daysAfter(periodEnd, days)).find((at) => at > now)

/** Until when access is kept though the next period is not paid. */
export const graceEnd = (periodEnd: Date): Date => daysAfter(periodEnd, GRACE_DAYS)
