import type { PageTokens } from "@lectern/service-kit/paging"
import type { Clock } from "@lectern/runtime/clock"
import type { AccessTokens } from "./access-tokens.ts"
import type { AfterAnswer } from "./after-answer.ts"
import type { Database } from "./database.ts"
import type { DeviceTokens } from "./device-tokens.ts"
import type { LoginLimits } from "./login-limits.ts"
import type { UsersMetrics } from "./metrics.ts"
import type { PasswordHasher } from "./password.ts"
import type { RefreshTokens } from "./refresh-tokens.ts"
import type { ResetTokens } from "./reset-tokens.ts"
import type { KeyedDigest } from "./sealed.ts"
import type { SecondFactors } from "./second-factors.ts"

/** What an RPC may touch. */
export interface Deps {
  db: Database
  clock: Clock
  tokens: PageTokens
  passwords: PasswordHasher
  accessTokens: AccessTokens
  refreshTokens: RefreshTokens
  resetTokens: ResetTokens
  deviceTokens: DeviceTokens
  secondFactors: SecondFactors
  limits: LoginLimits
  /** Keys for `countTry`: what is tried, then whose tries are counted. */
  tryKey: KeyedDigest
  signUpsPerNetwork: number
  afterAnswer: AfterAnswer
  metrics: UsersMetrics
}
