import { createMailer } from "@lectern/mail/mailer"
import { ownCalls } from "@lectern/rpc/own-calls"
import { coursesService, enrollmentService, playbackService } from "@lectern/contracts/package-definition"
import { createClient } from "@lectern/rpc/client"
import { passportVerifier } from "@lectern/rpc/passport"
import { serveGrpc } from "@lectern/rpc/serve"
import { systemClock, type Clock } from "@lectern/runtime/clock"
import type { Running } from "@lectern/runtime/component-process"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { startBackgroundJob } from "@lectern/service-kit/background-job"
import { openDatabase } from "@lectern/service-kit/database"
import { relayOutbox } from "@lectern/service-kit/outbox"
import { pageTokens } from "@lectern/service-kit/paging"
import { startPurge } from "@lectern/service-kit/purge"
import { databaseConfig, passportKeys } from "@lectern/service-kit/service-config"
import { accessTokens } from "./access-tokens.ts"
import { afterAnswer } from "./after-answer.ts"
import type { UsersConfig } from "./config.ts"
import type { UsersTables } from "./database.ts"
import { deviceTokens } from "./device-tokens.ts"
import { loginLimits } from "./login-limits.ts"
import { usersMetrics } from "./metrics.ts"
import { outboxDelivery } from "./outbox-messages.ts"
import { passwordHasher } from "./password.ts"
import { purgePasswordResets } from "./password-reset-purge.ts"
import { REFRESH_LIFETIME_MS, refreshTokens } from "./refresh-tokens.ts"
import { resetTokens } from "./reset-tokens.ts"
import { keyedDigest } from "./sealed.ts"
import { secondFactors } from "./second-factors.ts"
import { usersServices } from "./service.ts"

const RELAY_PERIOD_MS = 1000
/** For an RPC to a neighbour; one that is away must not hold up the others for long. */
const NEIGHBOUR_LIMIT_MS = 2000
const PURGE_PERIOD_MS = 600_000
const ROTATION_LOOK_MS = 3_600_000
const DAY_MS = 86_400_000
/**
 * What can do nothing any more, an auth session when its last refresh token is gone; and records of refreshes, of which
 * there is one each ten minutes, when they are of no use for finding out what happened.
 */
const PURGED = [
  { table: "tries", column: "ends_at", keptMs: 0 },
  { table: "login_challenges", column: "expires_at", keptMs: 0 },
  { table: "refresh_tokens", column: "expires_at", keptMs: 0 },
  { table: "login_records", column: "refreshed_at", keptMs: 90 * DAY_MS },
  { table: "auth_sessions", column: "last_used_at", keptMs: REFRESH_LIFETIME_MS + DAY_MS },
]

export async function startUsersService(
  config: UsersConfig,
  telemetry: Telemetry,
  clock: Clock = systemClock,
): Promise<Running> {
  const db = await openDatabase<UsersTables>({
    ...databaseConfig(config),
    migrations: new URL("../migrations/", import.meta.url),
    telemetry,
  })
  const resets = resetTokens(config.PASSWORD_RESET_SECRET)
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
      resetTokens: resets,
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
      metrics: usersMetrics(telemetry),
    }),
    verifyPassport: passportVerifier(passportKeys(config), clock),
    telemetry,
  })
  const mailer = createMailer(config)
  const neighbours = {
    courses: createClient(coursesService, config.COURSES_SERVICE, telemetry),
    enrollment: createClient(enrollmentService, config.ENROLLMENT_SERVICE, telemetry),
    playback: createClient(playbackService, config.PLAYBACK_SERVICE, telemetry),
  }
  const deliver = outboxDelivery({
    db,
    clock,
    mailer,
    publicOrigin: config.PUBLIC_ORIGIN,
    resetTokens: resets,
    consumers: neighbours,
    ownCall: ownCalls("users", { privatePem: config.PASSPORT_PRIVATE_KEY, clock, limitMs: NEIGHBOUR_LIMIT_MS }),
  })
  const jobs = [
    startBackgroundJob(telemetry, {
      name: "outbox",
      periodMs: RELAY_PERIOD_MS,
      round: (signal) => relayOutbox(db, { clock, deliver, telemetry, signal }),
    }),
    startBackgroundJob(telemetry, {
      name: "password resets",
      periodMs: PURGE_PERIOD_MS,
      round: (signal) => purgePasswordResets(db, clock, signal),
    }),
    startBackgroundJob(telemetry, {
      name: "rotate signing keys",
      periodMs: ROTATION_LOOK_MS,
      round: () => signing.rotateIfOlder(config.KEY_ROTATION_DAYS * DAY_MS),
    }),
    startPurge(telemetry, db, clock, PURGED),
  ]
  return {
    ...server,
    stop: async () => {
      await Promise.all(jobs.map((job) => job.stop()))
      await server.stop()
      await after.settled()
      mailer.close()
      for (const client of Object.values(neighbours)) client.close()
      await db.destroy()
    },
  }
}
