import { coursesService } from "@lectern/contracts/package-definition"
import { createClient } from "@lectern/rpc/client"
import { passportVerifier } from "@lectern/rpc/passport"
import { serveGrpc } from "@lectern/rpc/serve"
import { systemClock, type Clock } from "@lectern/runtime/clock"
import type { Running } from "@lectern/runtime/component-process"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { openDatabase } from "@lectern/service-kit/database"
import { pageTokens } from "@lectern/service-kit/paging"
import { startPurge } from "@lectern/service-kit/purge"
import { passportKeys } from "@lectern/service-kit/service-config"
import type { EnrollmentConfig } from "./config.ts"
import type { EnrollmentTables } from "./database.ts"
import { enrollmentServices } from "./service.ts"

export async function startEnrollmentService(
  config: EnrollmentConfig,
  telemetry: Telemetry,
  clock: Clock = systemClock,
): Promise<Running> {
  const db = await openDatabase<EnrollmentTables>({
    url: config.DATABASE_URL,
    migrations: new URL("../migrations/", import.meta.url),
    telemetry,
  })
  const courses = createClient(coursesService, config.COURSES_SERVICE, telemetry)
  const server = await serveGrpc({
    address: config.LISTEN,
    services: enrollmentServices({ db, clock, tokens: pageTokens(config.PAGE_TOKEN_SECRET), courses }),
    verifyPassport: passportVerifier(passportKeys(config), clock),
    telemetry,
  })
  const purge = startPurge(telemetry, db, clock)
  return {
    ...server,
    stop: async () => {
      await purge.stop()
      await server.stop()
      courses.close()
      await db.destroy()
    },
  }
}
