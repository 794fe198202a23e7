import type { ColumnType, Generated, GeneratedAlways, Insertable, Kysely, Selectable } from "kysely"

export interface PlanRow {
  id: Buffer
  name: string
  billing_interval: "MONTH" | "YEAR"
  amount_minor: number
  currency_code: string
  archived_at: Date | null
}
interface EnrollmentColumns {
  id: Buffer
  user_id: Buffer
  course_id: Buffer
  status: "ACTIVE" | "PAUSED" | "CANCELLED" | "EXPIRED" | "COMPLETED"
  source: "PURCHASE" | "SUBSCRIPTION" | "GRANT"
  enrolled_at: Date
  expires_at: Date | null
  paused_at: Date | null
  pause_count: number
  version: number
  live: GeneratedAlways<1 | null>
}
interface EnrollmentCountRow {
  course_id: Buffer
  slot: number
  live_count: number
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
  next_action_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  renewal_attempts: Generated<number>
  cancelled_at: ColumnType<Date | null, Date | null | undefined, Date | null>
}
interface RenewalColumns {
  id: Buffer
  subscription_id: Buffer
  period_index: number
  attempt: number
  period_start: Date
  period_end: Date
  outcome: "RENEWED" | "DECLINED" | "SKIPPED_AUTO_RENEW_OFF"
  payment_id: Buffer | null
  occurred_at: Date
  renewed: GeneratedAlways<1 | null>
}
interface NoticeColumns {
  id: Buffer
  user_id: Buffer
  type:
    | "SUBSCRIPTION_EXPIRING"
    | "SUBSCRIPTION_RENEWED"
    | "SUBSCRIPTION_RENEWAL_FAILED"
    | "SUBSCRIPTION_EXPIRED"
    | "ENROLLMENT_CONFIRMED"
    | "SUBSCRIPTION_STARTED"
    | "STREAM_BROKEN"
    | "STREAM_HEALTHY"
  subject_id: Buffer
  dedup_key: string
  created_at: Date
  read_at: Date | null
  about_time: ColumnType<Date | null, Date | null | undefined, Date | null>
}
interface NotificationOptOutRow {
  user_id: Buffer
  channel: "EMAIL"
  type: NoticeColumns["type"]
  created_at: Date
}
interface PurchaseColumns {
  id: Buffer
  user_id: Buffer
  kind: "ENROLLMENT" | "SUBSCRIPTION"
  subject_id: Buffer
  amount_minor: number
  currency_code: string
  payment_token: string
  auto_renew: 0 | 1
  time_zone: string
  state: "RESERVED" | "CHARGED" | "GRANTED" | "DONE" | "DECLINED" | "REFUNDING" | "REFUNDED"
  refusal: "DECLINED" | "DECLINED_FOR_NOW" | "INVALID_TOKEN" | "NO_ANSWER" | null
  reply: string | null
  attempts: number
  due_at: Date
  created_at: Date
  wanted_right: GeneratedAlways<Buffer | null>
  is_open: GeneratedAlways<1 | null>
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
export type PurchaseRow = Omit<Selectable<PurchaseColumns>, "wanted_right" | "is_open">
/** What the sweep sets: a row that is made may leave it out. */
type SweepColumns = "next_action_at" | "renewal_attempts" | "cancelled_at"
export type SubscriptionRow = Omit<Selectable<SubscriptionColumns>, "live" | SweepColumns>
export type SweptSubscriptionRow = Omit<Selectable<SubscriptionColumns>, "live">
export type RenewalRow = Omit<Selectable<RenewalColumns>, "renewed">
export type NoticeRow = Selectable<NoticeColumns>
export type NewNoticeRow = Insertable<NoticeColumns>
export type NoticeType = NoticeRow["type"]
export interface EnrollmentTables {
  plans: PlanRow
  enrollments: EnrollmentColumns
  enrollment_counts: EnrollmentCountRow
  subscriptions: SubscriptionColumns
  renewals: RenewalColumns
  notices: NoticeColumns
  notification_opt_outs: NotificationOptOutRow
  purchases: PurchaseColumns
  payments: PaymentRow
  ledger_entries: LedgerEntryRow
  sandbox_charges: SandboxChargeRow
}
/** The database, or a transaction of it. */
export type Database = Kysely<EnrollmentTables>
