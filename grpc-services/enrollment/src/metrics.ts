import { Counter } from "prom-client"
import { sharedMetrics } from "@lectern/runtime/shared-metrics"
import type { EnrollmentRow, PlanRow, PurchaseRow } from "./database.ts"

/** What is paid for. */
type Purpose = PurchaseRow["kind"] | "RENEWAL"
type Money = Pick<PlanRow, "amount_minor" | "currency_code">

/** Facts of the business, to be told once they are committed. */
export interface EnrollmentMetrics {
  enrolled(source: EnrollmentRow["source"]): void
  subscribed(): void
  captured(purpose: Purpose, money: Money): void
  refunded(purpose: Purpose, money: Money): void
  notCaptured(purpose: Purpose, outcome: "declined" | "unanswered"): void
}

export const enrollmentMetrics = sharedMetrics((registry): EnrollmentMetrics => {
  const registers = [registry]
  const enrollments = new Counter({
    name: "enrollments_started_total",
    help: "Enrolments that were begun, by what they rest on.",
    labelNames: ["source"],
    registers,
  })
  for (const source of ["PURCHASE", "SUBSCRIPTION", "GRANT"]) enrollments.labels(source).inc(0)
  const subscriptions = new Counter({
    name: "subscriptions_started_total",
    help: "Subscriptions that were begun; renewals are not among them.",
    registers,
  })
  const payments = new Counter({
    name: "payments_total",
    help: "Answers of the payment provider, by what is paid for and outcome; unanswered ones are asked again.",
    labelNames: ["purpose", "outcome"],
    registers,
  })
  for (const purpose of ["ENROLLMENT", "SUBSCRIPTION", "RENEWAL"])
    for (const outcome of ["captured", "declined", "unanswered", "refunded"]) payments.labels(purpose, outcome).inc(0)
  const money = new Counter({
    name: "payments_minor_units_total",
    help: "Money that was captured or refunded, in minor units of its currency (ISO 4217).",
    labelNames: ["currency", "kind"],
    registers,
  })
  return {
    enrolled: (source) => enrollments.labels(source).inc(),
    subscribed: () => subscriptions.inc(),
    captured(purpose, { amount_minor, currency_code }) {
      payments.labels(purpose, "captured").inc()
      money.labels(currency_code, "captured").inc(amount_minor)
    },
    refunded(purpose, { amount_minor, currency_code }) {
      payments.labels(purpose, "refunded").inc()
      money.labels(currency_code, "refunded").inc(amount_minor)
    },
    notCaptured: (purpose, outcome) => payments.labels(purpose, outcome).inc(),
  }
})
