import { contentService, coursesService, usersService } from "@lectern/contracts/package-definition"
import { ownCalls } from "@lectern/rpc/own-calls"
import { createMailer } from "@lectern/mail/mailer"
import { createClient } from "@lectern/rpc/client"
import { passportVerifier } from "@lectern/rpc/passport"
import { serveGrpc } from "@lectern/rpc/serve"
import { systemClock, type Clock } from "@lectern/runtime/clock"
import type { Running } from "@lectern/runtime/component-process"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { openDatabase } from "@lectern/service-kit/database"
import { pageTokens } from "@lectern/service-kit/paging"
import { startPurge } from "@lectern/service-kit/purge"
import { databaseConfig, passportKeys } from "@lectern/service-kit/service-config"
import type { EnrollmentConfig } from "./config.ts"
import type { EnrollmentTables } from "./database.ts"
import { endEnrollmentsRegularly } from "./ended-enrollments.ts"
import { tellEndedRightsRegularly } from "./ended-rights.ts"
import { enrollmentMetrics } from "./metrics.ts"
import { sendNoticesRegularly } from "./notice-mail.ts"
import { sweepRegularly } from "./renewal-sweep.ts"
import { sandboxPayments } from "./sandbox-payments.ts"
import { enrollmentServices } from "./service.ts"
import { finishPurchasesRegularly } from "./unfinished-purchases.ts"

const NEIGHBOUR_LIMIT_MS = 5000

export async function startEnrollmentService(
  config: EnrollmentConfig,
  telemetry: Telemetry,
  clock: Clock = systemClock,
): Promise<Running> {
  const db = await openDatabase<EnrollmentTables>({
    ...databaseConfig(config),
    migrations: new URL("../migrations/", import.meta.url),
    telemetry,
  })
  const courses = createClient(coursesService, config.COURSES_SERVICE, telemetry)
  const users = createClient(usersService, config.USERS_SERVICE, telemetry)
  const content = createClient(contentService, config.CONTENT_SERVICE, telemetry)
  const payments = sandboxPayments(db, clock)
  const metrics = enrollmentMetrics(telemetry)
  const mailer = createMailer(config)
  const server = await serveGrpc({
    address: config.LISTEN,
    services: enrollmentServices({
      db,
      clock,
      tokens: pageTokens(config.PAGE_TOKEN_SECRET),
      courses,
      users,
      payments,
      metrics,
    }),
    verifyPassport: passportVerifier(passportKeys(config), clock),
    telemetry,
  })
  const call = ownCalls("enrollment", {
    privatePem: config.PASSPORT_PRIVATE_KEY,
    clock,
    limitMs: NEIGHBOUR_LIMIT_MS,
    // Notices are sent to addresses.
    scopes: ["users:read"],
  })
  const jobs = config.BACKGROUND_JOBS
    ? [
        finishPurchasesRegularly({ db, clock, payments, metrics }, telemetry),
        endEnrollmentsRegularly(db, clock, telemetry),
        sweepRegularly({ db, clock, payments, telemetry, expiryNoticeDays: config.EXPIRY_NOTICE_DAYS }),
        sendNoticesRegularly({ db, clock, courses, users, mailer, call, origin: config.PUBLIC_ORIGIN }, telemetry),
        tellEndedRightsRegularly({ db, clock, content, call }, telemetry),
        startPurge(telemetry, db, clock),
      ]
    : []
  return {
    ...server,
    stop: async () => {
      await Promise.all(jobs.map((job) => job.stop()))
      await server.stop()
      mailer.close()
      courses.close()
      users.close()
      content.close()
      await db.destroy()
    },
  }
}
