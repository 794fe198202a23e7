import { createMailer } from "@lectern/mail/mailer"
import { coursesService, enrollmentService, playbackService } from "@lectern/contracts/package-definition"
import { ownCall } from "@lectern/rpc/call"
import { createClient } from "@lectern/rpc/client"
import { passportMinter, passportVerifier, serviceCaller } from "@lectern/rpc/passport"
import { serveGrpc } from "@lectern/rpc/serve"
import { systemClock, type Clock } from "@lectern/runtime/clock"
import type { Running } from "@lectern/runtime/component-process"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { startBackgroundJob } from "@lectern/service-kit/background-job"
import { openDatabase } from "@lectern/service-kit/database"
import { relayOutbox } from "@lectern/service-kit/outbox"
import { pageTokens } from "@lectern/service-kit/paging"
import { passportKeys } from "@lectern/service-kit/service-config"
import { accessTokens } from "./access-tokens.ts"
import type { UsersConfig } from "./config.ts"
import type { UsersTables } from "./database.ts"
import { outboxDelivery } from "./outbox-messages.ts"
import { passwordHasher } from "./password.ts"
import { purgePasswordResets } from "./password-reset-purge.ts"
import { refreshTokens } from "./refresh-tokens.ts"
import { resetTokens } from "./reset-tokens.ts"
import { usersServices } from "./service.ts"

const RELAY_PERIOD_MS = 1000
/** For an RPC to a neighbour; one that is away must not hold up the others for long. */
const NEIGHBOUR_LIMIT_MS = 2000
const PURGE_PERIOD_MS = 600_000

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
  const resets = resetTokens(config.PASSWORD_RESET_SECRET)
  const server = await serveGrpc({
    address: config.LISTEN,
    services: usersServices({
      db,
      clock,
      tokens: pageTokens(config.PAGE_TOKEN_SECRET),
      passwords: await passwordHasher({ pepper: config.PASSWORD_PEPPER, cost: config.BCRYPT_COST }),
      accessTokens: await accessTokens(db, config.KEY_ENCRYPTION_SECRET, clock),
      refreshTokens: refreshTokens(config.REFRESH_TOKEN_SECRET),
      resetTokens: resets,
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
  const self = serviceCaller("users")
  const mint = passportMinter(config.PASSPORT_PRIVATE_KEY, clock)
  const deliver = outboxDelivery({
    db,
    clock,
    mailer,
    publicOrigin: config.PUBLIC_ORIGIN,
    resetTokens: resets,
    consumers: neighbours,
    ownCall: () => ownCall(self, mint(self), NEIGHBOUR_LIMIT_MS),
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
  ]
  return {
    ...server,
    stop: async () => {
      await Promise.all(jobs.map((job) => job.stop()))
      await server.stop()
      mailer.close()
      for (const client of Object.values(neighbours)) client.close()
      await db.destroy()
    },
  }
}
