import type { Kysely } from "kysely"

export interface UserRow {
  id: Buffer
  /** Null once it was erased. */
  email: string | null
  display_name: string
  password_hash: string
  password_changed_at: Date
  role: "LEARNER" | "INSTRUCTOR" | "ADMIN"
  bio: string | null
  avatar_url: string | null
  locale: string
  time_zone: string
  version: number
  created_at: Date
  updated_at: Date
  erased_at: Date | null
}
/** The type in the contract, without its prefix. */
export type StoredLoginRecordType =
  | "LOGIN_SUCCEEDED"
  | "LOGIN_FAILED"
  | "LOGOUT"
  | "TOKEN_REFRESHED"
  | "REFRESH_REUSE_DETECTED"
  | "PASSWORD_RESET"
  | "PASSWORD_CHANGED"
  | "SECOND_FACTOR_REQUIRED"
  | "SECOND_FACTOR_FAILED"
  | "RECOVERY_CODE_USED"
  | "SECOND_FACTOR_ENABLED"
  | "SECOND_FACTOR_DISABLED"
  | "RECOVERY_CODES_REPLACED"
export interface LoginRecordRow {
  id: Buffer
  user_id: Buffer | null
  type: StoredLoginRecordType
  occurred_at: Date
  ip_address: string
  user_agent: string
  auth_session_id: Buffer | null
}
export interface AuthSessionRow {
  id: Buffer
  user_id: Buffer
  created_at: Date
  last_used_at: Date
  revoked_at: Date | null
  ip_address: string
  user_agent: string
}
export interface RefreshTokenRow {
  token_sha256: Buffer
  session_id: Buffer
  generation: number
  expires_at: Date
  used_at: Date | null
}
export interface SigningKeyRow {
  kid: string
  public_jwk: string | object
  private_enc: Buffer
  not_before: Date
  retire_at: Date | null
}
export interface TriesRow {
  key_hmac: Buffer
  tries: number
  ends_at: Date
}
export interface SecondFactorRow {
  user_id: Buffer
  secret_enc: Buffer
  created_at: Date
  confirmed_at: Date | null
  last_step: number
}
export interface RecoveryCodeRow {
  user_id: Buffer
  code_hmac: Buffer
}
export interface LoginChallengeRow {
  token_sha256: Buffer
  user_id: Buffer
  created_at: Date
  expires_at: Date
  tries_left: number
}
export interface PasswordResetRow {
  address_hmac: Buffer
  user_id: Buffer | null
  token_sha256: Buffer | null
  expires_at: Date
  used_at: Date | null
  newest_at: Date | null
  second_newest_at: Date | null
  third_newest_at: Date | null
}
export interface PasswordResetClientRow {
  client_hmac: Buffer
  window_started_at: Date
  request_count: number
}
export interface UsersTables {
  users: UserRow
  login_records: LoginRecordRow
  auth_sessions: AuthSessionRow
  refresh_tokens: RefreshTokenRow
  signing_keys: SigningKeyRow
  signing_key_lock: { id: number }
  tries: TriesRow
  second_factors: SecondFactorRow
  recovery_codes: RecoveryCodeRow
  login_challenges: LoginChallengeRow
  password_resets: PasswordResetRow
  password_reset_clients: PasswordResetClientRow
}
/** The database, or a transaction of it. */
export type Database = Kysely<UsersTables>
