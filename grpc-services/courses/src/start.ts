import { contentService, enrollmentService, usersService } from "@lectern/contracts/package-definition"
import { ownCalls } from "@lectern/rpc/own-calls"
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
import type { CoursesConfig } from "./config.ts"
import type { CoursesTables } from "./database.ts"
import { tellEndedRightsRegularly } from "./ended-rights.ts"
import { indexStaleCourses } from "./reindex-courses.ts"
import { coursesServices } from "./service.ts"
import { turns } from "./turns.ts"

/** For an RPC of this service's own. */
const NEIGHBOUR_LIMIT_MS = 2000

export async function startCoursesService(
  config: CoursesConfig,
  telemetry: Telemetry,
  clock: Clock = systemClock,
): Promise<Running> {
  const db = await openDatabase<CoursesTables>({
    ...databaseConfig(config),
    migrations: new URL("../migrations/", import.meta.url),
    telemetry,
  })
  // Before it serves: filters and search find by the index alone.
  const indexed = await indexStaleCourses(db)
  if (indexed > 0) telemetry.log.info({ indexed }, "courses indexed for search")
  const users = createClient(usersService, config.USERS_SERVICE, telemetry)
  const enrollment = createClient(enrollmentService, config.ENROLLMENT_SERVICE, telemetry)
  const server = await serveGrpc({
    address: config.LISTEN,
    services: coursesServices({
      db,
      clock,
      tokens: pageTokens(config.PAGE_TOKEN_SECRET),
      users,
      enrollment,
      inTurn: turns(),
    }),
    verifyPassport: passportVerifier(passportKeys(config), clock),
    telemetry,
  })
  const content = createClient(contentService, config.CONTENT_SERVICE, telemetry)
  const call = ownCalls("courses", { privatePem: config.PASSPORT_PRIVATE_KEY, clock, limitMs: NEIGHBOUR_LIMIT_MS })
  const jobs = [startPurge(telemetry, db, clock), tellEndedRightsRegularly({ db, clock, content, call }, telemetry)]
  return {
    ...server,
    stop: async () => {
      await Promise.all(jobs.map((job) => job.stop()))
      await server.stop()
      users.close()
      enrollment.close()
      content.close()
      await db.destroy()
    },
  }
}
