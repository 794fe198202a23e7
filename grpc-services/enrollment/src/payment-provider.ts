import type { Violations } from "@lectern/service-kit/validation"

/** What came of a charge. A declined one may succeed later (no cover) or never (stolen card). */
export type ChargeResult =
  | { outcome: "CAPTURED"; chargeId: string }
  | { outcome: "DECLINED"; isRetryable: boolean }
  | { outcome: "INVALID_TOKEN" }

export interface Charge {
  /** At most one charge is made per key: a repeat is answered as the first. 80 characters of ASCII at most. */
  key: string
  /** What the client's payment form gave, or a stored payment method. */
  token: string
  amountMinor: number
  /** ISO 4217. */
  currencyCode: string
}

/** What was asked for may or may not have been done: find the charge by its key, or repeat it with the same one. */
export class ChargeUnknownError extends Error {}

/**
 * Whoever takes people's money. One implementation is the sandbox; that of a real provider wraps its SDK and nothing
 * else. Everything rejects with ChargeUnknownError when no answer came.
 */
export interface PaymentProvider {
  charge(charge: Charge): Promise<ChargeResult>
  /** Gives all of a charge back; harmless when that was done before. */
  refund(chargeId: string): Promise<void>
  /** What became of the charge with this key; undefined when the provider never got it. */
  findCharge(key: string): Promise<ChargeResult | undefined>
}

const MAX_TOKEN_CHARACTERS = 255

/** The rules of a token that a client gave, before anybody is asked to charge it. */
export function checkPaymentToken(violations: Violations, field: string, token: string): void {
  violations.text(field, token, { min: 1, max: MAX_TOKEN_CHARACTERS })
  violations.check(token.trim() === token, field, "blank", "a token without blanks around it is expected")
}
