import type { PageTokens } from "@lectern/service-kit/paging"
import type { Clock } from "@lectern/runtime/clock"
import type { AccessTokens } from "./access-tokens.ts"
import type { Database } from "./database.ts"
import type { PasswordHasher } from "./password.ts"
import type { RefreshTokens } from "./refresh-tokens.ts"
import type { ResetTokens } from "./reset-tokens.ts"

/** What an RPC may touch. */
export interface Deps {
  db: Database
  clock: Clock
  tokens: PageTokens
  passwords: PasswordHasher
  accessTokens: AccessTokens
  refreshTokens: RefreshTokens
  resetTokens: ResetTokens
}
