import type { PersonalTable } from "@lectern/service-kit/personal-records"

/** All that is kept here about people, for their export; erasing goes over the same in account-erasure.ts. */
export const PERSONAL_TABLES: readonly PersonalTable[] = [
  { table: "users", owner: "id", key: ["id"], hidden: ["password_hash"] },
  { table: "login_records", key: ["id"], hidden: ["refreshed_at"] },
  { table: "auth_sessions", key: ["id"] },
  {
    table: "refresh_tokens",
    parent: { table: "auth_sessions", column: "session_id" },
    key: ["session_id", "generation"],
    hidden: ["token_sha256"],
  },
  { table: "second_factors", owner: "user_id", key: ["user_id"], hidden: ["secret_enc"] },
  { table: "recovery_codes", key: ["code_hmac"], hidden: ["code_hmac"] },
  { table: "login_challenges", key: ["token_sha256"], hidden: ["token_sha256"] },
  { table: "password_resets", key: ["address_hmac"], hidden: ["token_sha256", "address_hmac"] },
  {
    table: "idempotency",
    owner: "owner_id",
    isOwnerText: true,
    key: ["scope", "request_id"],
    hidden: ["request_sha256"],
    json: ["response"],
  },
]
