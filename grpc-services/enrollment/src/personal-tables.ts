import type { PersonalTable } from "@lectern/service-kit/personal-records"

/** All that is kept here about people, for their export; see erase-user.ts for what goes with an account. */
export const PERSONAL_TABLES: readonly PersonalTable[] = [
  { table: "enrollments", key: ["id"] },
  { table: "subscriptions", key: ["id"] },
  {
    table: "renewals",
    parent: { table: "subscriptions", column: "subscription_id" },
    key: ["subscription_id", "period_index", "attempt"],
  },
  { table: "notices", key: ["id"] },
  { table: "notification_opt_outs", key: ["channel", "type"] },
  { table: "purchases", key: ["id"], json: ["reply"] },
  { table: "payments", key: ["id"] },
  {
    table: "ledger_entries",
    parent: { table: "payments", column: "payment_id" },
    key: ["payment_id", "kind", "account"],
  },
  {
    table: "idempotency",
    owner: "owner_id",
    isOwnerText: true,
    key: ["scope", "request_id"],
    hidden: ["request_sha256"],
    json: ["response"],
  },
]
