import { ownCalls } from "@lectern/rpc/own-calls"
import type { AddressInfo } from "node:net"
import { coursesService, enrollmentService } from "@lectern/contracts/package-definition"
import { createClient } from "@lectern/rpc/client"
import { passportVerifier } from "@lectern/rpc/passport"
import { serveGrpc } from "@lectern/rpc/serve"
import { systemClock, type Clock } from "@lectern/runtime/clock"
import type { Running } from "@lectern/runtime/component-process"
import { createComponentServer } from "@lectern/runtime/identity"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { StartError } from "@lectern/runtime/lifecycle"
import { openDatabase } from "@lectern/service-kit/database"
import { startPurge } from "@lectern/service-kit/purge"
import { databaseConfig, passportKeys } from "@lectern/service-kit/service-config"
import { checkUploadsRegularly } from "./check-upload.ts"
import type { ContentConfig } from "./config.ts"
import type { ContentTables } from "./database.ts"
import { fileHandlers } from "./file-handlers.ts"
import { inTraceOfGateway, withSpan } from "./file-request-spans.ts"
import { fileServer, type FileHandler } from "./file-server.ts"
import { openDiskFileStore } from "./disk-file-store.ts"
import type { FileStore } from "./file-store.ts"
import { ENDED_RIGHTS_PURGED, watchGrantEpochs } from "./grant-epochs.ts"
import { measureRegularly } from "./measure.ts"
import { mediaToolsFinder } from "./media-tools.ts"
import { processRegularly, type ProcessingDeps } from "./process-file.ts"
import { removeRegularly } from "./removed-files.ts"
import { openS3FileStore } from "./s3-file-store.ts"
import { contentServices } from "./service.ts"
import { checkStreamsRegularly } from "./stream-checks.ts"
import { tellStreamHealthRegularly } from "./stream-notices.ts"
import { UPLOADS_PREFIX, uploadServer } from "./upload-server.ts"

/** `files` answers `/files/*`, for a server of the same process; `filesAddress` is where FILES_LISTEN serves it too. */
export type RunningContentService = Running & {
  files: FileHandler
  filesAddress?: string
  /** What background jobs are given. */
  background: ProcessingDeps
}

/** For an RPC of this service's own. */
const NEIGHBOUR_LIMIT_MS = 2000

export async function startContentService(
  config: ContentConfig,
  telemetry: Telemetry,
  clock: Clock = systemClock,
): Promise<RunningContentService> {
  const files = await openFileStore(config)
  const db = await openDatabase<ContentTables>({
    ...databaseConfig(config),
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
  const background: ProcessingDeps = {
    db,
    files,
    clock,
    telemetry,
    mediaTools: mediaToolsFinder(config.PROGRAMS_FOLDER, telemetry),
    handlers: fileHandlers,
  }
  const uploads = {
    secret: config.GRANT_SECRET,
    lifetimeSeconds: config.UPLOAD_LIFETIME_SECONDS,
    courseQuotaBytes: config.COURSE_QUOTA_BYTES,
    deletedBytesKeptMs: config.DELETED_BYTES_KEPT_SECONDS * 1000,
  }
  const serveUpload = uploadServer({ ...background, ...uploads })
  const serveFile = fileServer({ db, files, grantSecret: config.GRANT_SECRET, epochs, clock, telemetry })
  const handler = withSpan(telemetry, (request, response) =>
    (request.url?.startsWith(UPLOADS_PREFIX) ? serveUpload : serveFile)(request, response),
  )
  const http =
    config.FILES_LISTEN === undefined ? undefined : await listen(inTraceOfGateway(handler), config.FILES_LISTEN)
  const server = await serveGrpc({
    address: config.LISTEN,
    services: contentServices({
      db,
      clock,
      files,
      enrollment,
      courses,
      uploads,
      grants: { secret: config.GRANT_SECRET, lifetimeSeconds: config.GRANT_LIFETIME_SECONDS },
    }),
    verifyPassport: passportVerifier(passportKeys(config), clock),
    telemetry,
  })
  const call = ownCalls("content", { privatePem: config.PASSPORT_PRIVATE_KEY, clock, limitMs: NEIGHBOUR_LIMIT_MS })
  const checking = { ...background, grantSecret: config.GRANT_SECRET, origin: config.SELF_CHECK_ORIGIN }
  const jobs = config.BACKGROUND_JOBS
    ? [
        checkUploadsRegularly(background),
        ...processRegularly(background, config.PACKAGING_CONCURRENCY),
        measureRegularly(background),
        removeRegularly(background),
        checkStreamsRegularly(checking),
        tellStreamHealthRegularly({ ...background, courses, enrollment, call }),
        startPurge(telemetry, db, clock, ENDED_RIGHTS_PURGED),
      ]
    : []
  return {
    ...server,
    files: handler,
    background,
    ...(http ? { filesAddress: http.address, otherAddresses: { "content-files": http.address } } : {}),
    drain: () => {
      server.drain()
      http?.drain()
    },
    stop: async () => {
      await Promise.all([server.stop(), http?.stop(), ...jobs.map((job) => job.stop())])
      await epochs.stop()
      enrollment.close()
      courses.close()
      files.close()
      await db.destroy()
    },
  }
}

async function openFileStore(config: ContentConfig): Promise<FileStore> {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = config
  if (bucket === undefined) {
    if (config.STORAGE_FOLDER === undefined) throw new StartError("STORAGE_FOLDER or S3_BUCKET is not set")
    return openDiskFileStore(config.STORAGE_FOLDER)
  }
  if (accessKeyId === undefined || secretAccessKey === undefined)
    throw new StartError("S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY are not set")
  return openS3FileStore({
    endpoint: config.S3_ENDPOINT,
    bucket,
    region: config.S3_REGION,
    accessKeyId,
    secretAccessKey,
  })
}

// A download may take long; it goes on elsewhere by its range.
const DRAIN_LIMIT_MS = 5000

async function listen(
  handler: FileHandler,
  address: string,
): Promise<{ address: string; drain(): void; stop(): Promise<void> }> {
  const colon = address.lastIndexOf(":")
  const host = address.slice(0, colon)
  // An upload may take long; who sends nothing is given up by the upload server.
  let isDraining = false
  const server = createComponentServer(
    "files",
    (request, response) => {
      // The gateway takes it as a sign to ask another server.
      if (isDraining) response.setHeader("connection", "close")
      handler(request, response)
    },
    { requestTimeout: 0 },
  )
  // The gateway keeps its connections; a server that closed first would lose a request now and then.
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(Number(address.slice(colon + 1)), host.replace(/^\[(.*)\]$/, "$1"), resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    address: `http://${host}:${port}`,
    drain: () => {
      isDraining = true
    },
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
