import { randomUUID } from "node:crypto"
import type { Clock } from "@lectern/runtime/clock"
import type { Database, SandboxChargeRow } from "./database.ts"
import { ChargeUnknownError, type ChargeResult, type PaymentProvider } from "./payment-provider.ts"

/**
 * A payment provider that moves no money and answers by token:
 *
 * - `ok`: charges
 * - `decline`, `decline-retryable`: declines, for good or for now
 * - `timeout`: charges, and the answer is lost; a repeat under the same key, or a look, finds it
 * - `timeout-before`: the charge never arrives, and no answer comes
 * - `decline-between:FROM/TO`: declines for now from one instant (RFC 3339) up to the other, charges otherwise
 *
 * Any other token is invalid. Its books are a table of the service's database, so that it is one provider for all
 * replicas and remembers across restarts as a real one does.
 */
export const sandboxPayments = (db: Database, clock: Clock): PaymentProvider => {
  const find = (key: string): Promise<SandboxChargeRow | undefined> =>
    db.selectFrom("sandbox_charges").selectAll().where("charge_key", "=", key).executeTakeFirst()
  return {
    async charge({ key, token, amountMinor, currencyCode }) {
      const known = await find(key)
      if (known) return toResult(known)
      const now = clock()
      const answer = answerTo(token, now)
      if (answer === "INVALID") return { outcome: "INVALID_TOKEN" }
      if (answer === "TIMEOUT_BEFORE") throw new ChargeUnknownError("the payment provider did not answer")
      await db
        .insertInto("sandbox_charges")
        .ignore()
        .values({
          charge_key: key,
          charge_id: randomUUID(),
          outcome: answer === "CAPTURED" || answer === "TIMEOUT" ? "CAPTURED" : "DECLINED",
          is_retryable: answer === "DECLINED_FOR_NOW" ? 1 : 0,
          amount_minor: amountMinor,
          currency_code: currencyCode,
          charged_at: now,
          refunded_at: null,
        })
        .execute()
      if (answer === "TIMEOUT") throw new ChargeUnknownError("the payment provider did not answer")
      // Read back: of two that came at once, one was made.
      const made = await find(key)
      if (!made) throw new Error("a charge that was just made is gone")
      return toResult(made)
    },
    async refund(chargeId) {
      await db
        .updateTable("sandbox_charges")
        .set({ refunded_at: clock() })
        .where("charge_id", "=", chargeId)
        .where("refunded_at", "is", null)
        .execute()
    },
    async findCharge(key) {
      const known = await find(key)
      return known && toResult(known)
    },
  }
}

const toResult = ({ outcome, charge_id, is_retryable }: SandboxChargeRow): ChargeResult =>
  outcome === "CAPTURED" ? { outcome, chargeId: charge_id } : { outcome, isRetryable: is_retryable === 1 }

type Answer = "CAPTURED" | "DECLINED" | "DECLINED_FOR_NOW" | "TIMEOUT" | "TIMEOUT_BEFORE" | "INVALID"
const ANSWERS: Record<string, Answer> = {
  ok: "CAPTURED",
  decline: "DECLINED",
  "decline-retryable": "DECLINED_FOR_NOW",
  timeout: "TIMEOUT",
  "timeout-before": "TIMEOUT_BEFORE",
}

function answerTo(token: string, now: Date): Answer {
  const answer = Object.hasOwn(ANSWERS, token) ? ANSWERS[token] : undefined
  if (answer) return answer
  const [, from, to] = /^decline-between:([^/]+)\/([^/]+)$/.exec(token) ?? []
  const [begin, end] = [Date.parse(from ?? ""), Date.parse(to ?? "")]
  if (Number.isNaN(begin) || Number.isNaN(end)) return "INVALID"
  return now.getTime() >= begin && now.getTime() < end ? "DECLINED_FOR_NOW" : "CAPTURED"
}
