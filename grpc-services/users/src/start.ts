import { passportVerifier } from "@lectern/rpc/passport"
import { serveGrpc } from "@lectern/rpc/serve"
import { systemClock, type Clock } from "@lectern/runtime/clock"
import type { Running } from "@lectern/runtime/component-process"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { startBackgroundJob } from "@lectern/service-kit/background-job"
import { openDatabase } from "@lectern/service-kit/database"
import { pageTokens } from "@lectern/service-kit/paging"
import { startPurge } from "@lectern/service-kit/purge"
import { passportKeys } from "@lectern/service-kit/service-config"
import { accessTokens } from "./access-tokens.ts"
import { afterAnswer } from "./after-answer.ts"
import type { UsersConfig } from "./config.ts"
import type { UsersTables } from "./database.ts"
import { deviceTokens } from "./device-tokens.ts"
import { loginLimits } from "./login-limits.ts"
import { passwordHasher } from "./password.ts"
import { REFRESH_LIFETIME_MS, refreshTokens } from "./refresh-tokens.ts"
import { keyedDigest } from "./sealed.ts"
import { secondFactors } from "./second-factors.ts"
import { usersServices } from "./service.ts"

export async function startUsersService(
  config: UsersConfig,
  telemetry: Telemetry,
  clock: Clock = systemClock,
): Promise<Running> {
  const db = await openDatabase<UsersTables>({
    url: config.DATABASE_URL,
    migrations: new URL("../migrations/", import.meta.url),
    telemetry,
  })
  const deviceToken = deviceTokens(config.KEY_ENCRYPTION_SECRET)
  const tryKey = keyedDigest(config.KEY_ENCRYPTION_SECRET, "tries")
  const signing = await accessTokens(db, config.KEY_ENCRYPTION_SECRET, clock, telemetry)
  const after = afterAnswer(telemetry)
  const server = await serveGrpc({
    address: config.LISTEN,
    services: usersServices({
      db,
      clock,
      tokens: pageTokens(config.PAGE_TOKEN_SECRET),
      passwords: await passwordHasher({
        pepper: config.PASSWORD_PEPPER,
        cost: config.BCRYPT_COST,
        metrics: telemetry.metrics,
      }),
      accessTokens: signing,
      refreshTokens: refreshTokens(config.REFRESH_TOKEN_SECRET),
      deviceTokens: deviceToken,
      secondFactors: secondFactors(config.KEY_ENCRYPTION_SECRET),
      limits: loginLimits({
        db,
        clock,
        tryKey,
        deviceTokens: deviceToken,
        failuresPerNetwork: config.FAILED_LOGINS_PER_NETWORK,
      }),
      tryKey,
      signUpsPerNetwork: config.SIGN_UPS_PER_NETWORK,
      afterAnswer: after,
    }),
    verifyPassport: passportVerifier(passportKeys(config), clock),
    telemetry,
  })
  const rotation = startBackgroundJob(telemetry, {
    name: "rotate signing keys",
    periodMs: ROTATION_LOOK_MS,
    round: () => signing.rotateIfOlder(config.KEY_ROTATION_DAYS * 86_400_000),
  })
  const purge = startPurge(telemetry, db, clock, PURGED)
  return {
    ...server,
    stop: async () => {
      await Promise.all([rotation.stop(), purge.stop()])
      await server.stop()
      await after.settled()
      await db.destroy()
    },
  }
}

const ROTATION_LOOK_MS = 3_600_000
const DAY_MS = 86_400_000
/** What can do nothing any more; an auth session is kept until its last refresh token is gone. */
const PURGED = [
  { table: "tries", column: "ends_at", keptMs: 0 },
  { table: "login_challenges", column: "expires_at", keptMs: 0 },
  { table: "refresh_tokens", column: "expires_at", keptMs: 0 },
  { table: "auth_sessions", column: "last_used_at", keptMs: REFRESH_LIFETIME_MS + DAY_MS },
]
