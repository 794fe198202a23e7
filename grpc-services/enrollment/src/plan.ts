import type { Plan__Output } from "@lectern/contracts/elearning/enrollment/v1/Plan.ts"
import type { Violations } from "@lectern/service-kit/validation"

// A hundred million won; far from the end of what the graph's Int can tell. The same as a course's.
const MAX_PRICE_MINOR = 100_000_000
const CURRENCIES = new Set(Intl.supportedValuesOf("currency"))

/** The rules of a plan as clients write it; `price` and `interval` are those of a plan that breaks none. */
export function checkPlan(violations: Violations, { name, interval, price }: Plan__Output): void {
  violations.text("plan.name", name.trim(), { min: 1, max: 80 })
  violations.check(
    interval === "BILLING_INTERVAL_MONTH" || interval === "BILLING_INTERVAL_YEAR",
    "plan.interval",
    "known",
    "MONTH or YEAR is expected",
  )
  violations.integer("plan.price.amount_minor", price?.amountMinor ?? 0, { min: 1, max: MAX_PRICE_MINOR })
  violations.check(
    CURRENCIES.has(price?.currencyCode ?? ""),
    "plan.price.currency_code",
    "currency",
    "an ISO 4217 code is expected, e.g. KRW",
  )
}
