import { coursesService, enrollmentService } from "@lectern/contracts/package-definition"
import { createClient } from "@lectern/rpc/client"
import { passportVerifier } from "@lectern/rpc/passport"
import { serveGrpc } from "@lectern/rpc/serve"
import { systemClock, type Clock } from "@lectern/runtime/clock"
import type { Running } from "@lectern/runtime/component-process"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { openDatabase } from "@lectern/service-kit/database"
import { pageTokens } from "@lectern/service-kit/paging"
import { databaseConfig, passportKeys } from "@lectern/service-kit/service-config"
import { sweepRegularly } from "./abandoned-playbacks.ts"
import type { PlaybackConfig } from "./config.ts"
import type { PlaybackTables } from "./database.ts"
import { foldRegularly } from "./fold-progress.ts"
import { deleteOldLogsRegularly } from "./log-retention.ts"
import { playbackMetrics } from "./metrics.ts"
import { playbackServices } from "./service.ts"

export async function startPlaybackService(
  config: PlaybackConfig,
  telemetry: Telemetry,
  clock: Clock = systemClock,
): Promise<Running> {
  const db = await openDatabase<PlaybackTables>({
    ...databaseConfig(config),
    migrations: new URL("../migrations/", import.meta.url),
    telemetry,
  })
  const courses = createClient(coursesService, config.COURSES_SERVICE, telemetry)
  const enrollment = createClient(enrollmentService, config.ENROLLMENT_SERVICE, telemetry)
  const server = await serveGrpc({
    address: config.LISTEN,
    services: playbackServices({
      db,
      clock,
      tokens: pageTokens(config.PAGE_TOKEN_SECRET),
      courses,
      enrollment,
      heartbeatSeconds: config.HEARTBEAT_SECONDS,
      metrics: playbackMetrics(telemetry, config.HEARTBEAT_SECONDS),
    }),
    verifyPassport: passportVerifier(passportKeys(config), clock),
    telemetry,
  })
  const jobs = [
    sweepRegularly(db, clock, telemetry),
    foldRegularly(db, telemetry),
    ...(config.RETENTION_DAYS === undefined
      ? []
      : [deleteOldLogsRegularly(db, config.RETENTION_DAYS, clock, telemetry)]),
  ]
  return {
    ...server,
    stop: async () => {
      await Promise.all(jobs.map((job) => job.stop()))
      await server.stop()
      courses.close()
      enrollment.close()
      await db.destroy()
    },
  }
}
