import type { GeneratedAlways, Kysely, Selectable } from "kysely"

export interface PlanRow {
  id: Buffer
  name: string
  billing_interval: "MONTH" | "YEAR"
  amount_minor: number
  currency_code: string
}
interface EnrollmentColumns {
  id: Buffer
  user_id: Buffer
  course_id: Buffer
  status: "ACTIVE" | "PAUSED" | "CANCELLED" | "EXPIRED" | "COMPLETED"
  source: "PURCHASE" | "SUBSCRIPTION" | "GRANT"
  enrolled_at: Date
  expires_at: Date | null
  version: number
  live: GeneratedAlways<1 | null>
}
interface SubscriptionColumns {
  id: Buffer
  user_id: Buffer
  plan_id: Buffer
  status: "ACTIVE" | "GRACE" | "EXPIRED" | "CANCELLED"
  started_at: Date
  period_start: Date
  period_end: Date
  auto_renew: 0 | 1
  time_zone: string
  period_index: number
  payment_method: string
  version: number
  live: GeneratedAlways<1 | null>
}
export interface NoticeRow {
  id: Buffer
  user_id: Buffer
  type:
    | "SUBSCRIPTION_EXPIRING"
    | "SUBSCRIPTION_RENEWED"
    | "SUBSCRIPTION_RENEWAL_FAILED"
    | "SUBSCRIPTION_EXPIRED"
    | "ENROLLMENT_CONFIRMED"
  subject_id: Buffer
  dedup_key: string
  created_at: Date
  read_at: Date | null
}
export interface PaymentRow {
  id: Buffer
  user_id: Buffer
  purpose: "ENROLLMENT" | "SUBSCRIPTION"
  subject_id: Buffer
  amount_minor: number
  currency_code: string
  charge_key: string
  charge_id: string | null
  state: "PENDING" | "CAPTURED" | "DECLINED" | "REFUNDED"
  created_at: Date
  settled_at: Date | null
}
export interface LedgerEntryRow {
  id: Buffer
  payment_id: Buffer
  kind: "CHARGE" | "REFUND"
  account: "PROVIDER" | "REVENUE"
  amount_minor: number
  occurred_at: Date
}
export interface SandboxChargeRow {
  charge_key: string
  charge_id: string
  outcome: "CAPTURED" | "DECLINED"
  is_retryable: number
  amount_minor: number
  currency_code: string
  charged_at: Date
  refunded_at: Date | null
}
export type EnrollmentRow = Omit<Selectable<EnrollmentColumns>, "live">
export type SubscriptionRow = Omit<Selectable<SubscriptionColumns>, "live">
export interface EnrollmentTables {
  plans: PlanRow
  enrollments: EnrollmentColumns
  subscriptions: SubscriptionColumns
  notices: NoticeRow
  payments: PaymentRow
  ledger_entries: LedgerEntryRow
  sandbox_charges: SandboxChargeRow
}
/** The database, or a transaction of it. */
export type Database = Kysely<EnrollmentTables>
