import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { coursesService, enrollmentService } from "@lectern/contracts/package-definition"
import { ownCall } from "@lectern/rpc/call"
import { createClient } from "@lectern/rpc/client"
import { passportMinter, passportVerifier, serviceCaller } from "@lectern/rpc/passport"
import { serveGrpc } from "@lectern/rpc/serve"
import { systemClock, type Clock } from "@lectern/runtime/clock"
import type { Running } from "@lectern/runtime/component-process"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { openDatabase } from "@lectern/service-kit/database"
import { passportKeys } from "@lectern/service-kit/service-config"
import type { ContentConfig } from "./config.ts"
import type { ContentTables } from "./database.ts"
import { fileHandlers } from "./file-handlers.ts"
import { fileServer, type FileHandler } from "./file-server.ts"
import { openDiskFileStore } from "./disk-file-store.ts"
import { watchGrantEpochs } from "./grant-epochs.ts"
import { mediaToolsFinder } from "./media-tools.ts"
import { processRegularly } from "./process-file.ts"
import { contentServices } from "./service.ts"
import { checkStreamsRegularly } from "./stream-checks.ts"
import { tellStreamHealthRegularly } from "./stream-notices.ts"
import { sweepStreamsRegularly } from "./stream-sweep.ts"

/** `files` answers `/files/*`, for a server of the same process; `filesAddress` is where FILES_LISTEN serves it too. */
export type RunningContentService = Running & { files: FileHandler; filesAddress?: string }

/** For an RPC of this service's own. */
const NEIGHBOUR_LIMIT_MS = 2000

export async function startContentService(
  config: ContentConfig,
  telemetry: Telemetry,
  clock: Clock = systemClock,
): Promise<RunningContentService> {
  const files = await openDiskFileStore(config.STORAGE_FOLDER)
  const db = await openDatabase<ContentTables>({
    url: config.DATABASE_URL,
    migrations: new URL("../migrations/", import.meta.url),
    telemetry,
  })
  const enrollment = createClient(enrollmentService, config.ENROLLMENT_SERVICE, telemetry)
  const courses = createClient(coursesService, config.COURSES_SERVICE, telemetry)
  const epochs = await watchGrantEpochs({
    db,
    clock,
    telemetry,
    grantLifetimeSeconds: config.GRANT_LIFETIME_SECONDS,
  })
  const handler = fileServer({ db, files, grantSecret: config.GRANT_SECRET, epochs, clock, telemetry })
  const http = config.FILES_LISTEN === undefined ? undefined : await listen(handler, config.FILES_LISTEN)
  const server = await serveGrpc({
    address: config.LISTEN,
    services: contentServices({
      db,
      clock,
      files,
      courses,
      enrollment,
      grants: { secret: config.GRANT_SECRET, lifetimeSeconds: config.GRANT_LIFETIME_SECONDS },
    }),
    verifyPassport: passportVerifier(passportKeys(config), clock),
    telemetry,
  })
  const self = serviceCaller("content")
  const mint = passportMinter(config.PASSPORT_PRIVATE_KEY, clock)
  const call = () => ownCall(self, mint(self), NEIGHBOUR_LIMIT_MS)
  const mediaTools = mediaToolsFinder(config.PROGRAMS_FOLDER, telemetry)
  const jobs = config.BACKGROUND_JOBS
    ? [
        ...processRegularly(
          { db, files, clock, telemetry, mediaTools, handlers: fileHandlers },
          config.PACKAGING_CONCURRENCY,
        ),
        checkStreamsRegularly({
          ...{ db, files, clock, telemetry },
          grantSecret: config.GRANT_SECRET,
          origin: config.SELF_CHECK_ORIGIN,
        }),
        tellStreamHealthRegularly({ db, clock, telemetry, courses, enrollment, call }),
        sweepStreamsRegularly({ db, files, clock, telemetry }),
      ]
    : []
  return {
    ...server,
    files: handler,
    ...(http ? { filesAddress: http.address } : {}),
    stop: async () => {
      await Promise.all([server.stop(), http?.stop(), ...jobs.map((job) => job.stop())])
      await epochs.stop()
      courses.close()
      enrollment.close()
      await db.destroy()
    },
  }
}

// A download may take long; it goes on elsewhere by its range.
const DRAIN_LIMIT_MS = 5000

async function listen(handler: FileHandler, address: string): Promise<{ address: string; stop(): Promise<void> }> {
  const colon = address.lastIndexOf(":")
  const host = address.slice(0, colon)
  const server = createServer(handler)
  // The gateway keeps its connections; a server that closed first would lose a request now and then.
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(Number(address.slice(colon + 1)), host.replace(/^\[(.*)\]$/, "$1"), resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    address: `http://${host}:${port}`,
    stop: () =>
      new Promise((resolve) => {
        const limit = setTimeout(() => server.closeAllConnections(), DRAIN_LIMIT_MS)
        server.close(() => {
          clearTimeout(limit)
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}
