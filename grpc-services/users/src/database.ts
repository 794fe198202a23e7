import type { Kysely } from "kysely"

export interface UserRow {
  id: Buffer
  email: string
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
}
export interface LoginRecordRow {
  id: Buffer
  user_id: Buffer | null
  email_tried: string | null
  type: "LOGIN_SUCCEEDED" | "LOGIN_FAILED" | "LOGOUT" | "TOKEN_REFRESHED" | "REFRESH_REUSE_DETECTED" | "PASSWORD_RESET"
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
export interface UsersTables {
  users: UserRow
  login_records: LoginRecordRow
  auth_sessions: AuthSessionRow
  refresh_tokens: RefreshTokenRow
  signing_keys: SigningKeyRow
}
/** The database, or a transaction of it. */
export type Database = Kysely<UsersTables>
