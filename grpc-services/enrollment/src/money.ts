import type { Money__Output } from "@lectern/contracts/elearning/common/v1/Money.ts"
import type { Violations } from "@lectern/service-kit/validation"

// A hundred million won; far from the end of what the graph's Int can tell. The same as a course's.
const MAX_AMOUNT_MINOR = 100_000_000
const CURRENCIES = new Set(Intl.supportedValuesOf("currency"))

/** A price of at least `min` minor units. */
export function checkMoney(
  violations: Violations,
  field: string,
  money: Money__Output | null,
  { min }: { min: number },
): void {
  violations.integer(`${field}.amount_minor`, money?.amountMinor ?? 0, { min, max: MAX_AMOUNT_MINOR })
  violations.check(
    CURRENCIES.has(money?.currencyCode ?? ""),
    `${field}.currency_code`,
    "currency",
    "an ISO 4217 code is expected, e.g. KRW",
  )
}
