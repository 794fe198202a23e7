import { Temporal } from "temporal-polyfill"

export interface BillingTerms {
  /** When the subscription began. */
  startedAt: Date
  /** IANA name: months are counted on its calendar, at its time of day. */
  timeZone: string
  interval: "MONTH" | "YEAR"
}

/**
 * Period `index` (0 is the first) of a subscription: [start, end), the end being the start of the next, so there is
 * neither gap nor overlap. Each is counted from the beginning and not from the one before: 31 January, 28 February,
 * 31 March (the day is cut to the month's last). A time of day that a change to summer time skips is taken an hour
 * later, one that comes twice the first time (RFC 5545, 3.3.5).
 */
export function billingPeriod(
  { startedAt, timeZone, interval }: BillingTerms,
  index: number,
): { start: Date; end: Date } {
  const anchor = Temporal.Instant.fromEpochMilliseconds(startedAt.getTime()).toZonedDateTimeISO(timeZone)
  const months = interval === "YEAR" ? 12 : 1
  const startOf = (k: number) => new Date(anchor.add({ months: months * k }).epochMilliseconds)
  return { start: startOf(index), end: startOf(index + 1) }
}

/** Whether months can be counted in it: an IANA name that this runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
