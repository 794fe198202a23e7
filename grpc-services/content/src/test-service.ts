import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { contentService, coursesService, enrollmentService } from "@lectern/contracts/package-definition"
import type { EnrollmentServiceDefinition } from "@lectern/contracts/elearning/enrollment/v1/EnrollmentService.ts"
import type { TellStreamHealthRequest__Output } from "@lectern/contracts/elearning/enrollment/v1/TellStreamHealthRequest.ts"
import { ownCall } from "@lectern/rpc/call"
import { createClient } from "@lectern/rpc/client"
import { passportMinter, serviceCaller } from "@lectern/rpc/passport"
import type { Handlers } from "@lectern/rpc/service-types"
import { systemClock, type Clock } from "@lectern/runtime/clock"
import { openDatabase } from "@lectern/service-kit/database"
import { servicePassportPrivateKey, testServiceConfig } from "@lectern/test-kit/callers"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { stubService } from "@lectern/test-kit/stub-service"
import { temporaryDatabase } from "@lectern/test-kit/temporary-database"
import type { ContentTables } from "./database.ts"
import { openDiskFileStore } from "./disk-file-store.ts"
import { writeSampleStream } from "./sample-stream.ts"
import { startContentService } from "./start.ts"

const MIGRATIONS = new URL("../migrations/", import.meta.url)

type BatchCheckAccess = Handlers<EnrollmentServiceDefinition>["batchCheckAccess"]

export const GRANT_SECRET = "stream grants of tests, not a secret"

/** Everyone may play everything. */
const grantAll: BatchCheckAccess = async ({ courseIds, previewCourseIds }) => ({
  decisions: courseIds.map((courseId) => ({ courseId, granted: true, reason: "ACCESS_REASON_ENROLLED" })),
  previewDecisions: previewCourseIds.map((courseId) => ({ courseId, granted: true, reason: "ACCESS_REASON_PREVIEW" })),
})

/**
 * This service on a database and in a folder of its own, over real gRPC and HTTP; `batchCheckAccess` is what the
 * enrollment service answers, and may be exchanged. Dispose of it after the test.
 */
export async function testContentService(clock: Clock = systemClock) {
  const database = await temporaryDatabase()
  const folder = await mkdtemp(join(tmpdir(), "lectern-content-"))
  const telemetry = silentTelemetry("content-service")
  const neighbour = { batchCheckAccess: grantAll }
  /** Course by id, for those that the courses service knows. */
  const instructors = new Map<string, string>()
  const told: TellStreamHealthRequest__Output[] = []
  const coursesStub = await stubService(coursesService, {
    batchGetCourses: async ({ ids }) => ({
      courses: ids.flatMap((id) => {
        const instructorId = instructors.get(id)
        return instructorId === undefined ? [] : [{ id, instructorId }]
      }),
    }),
  })
  const enrollment = await stubService(enrollmentService, {
    batchCheckAccess: (request, call) => neighbour.batchCheckAccess(request, call),
    tellStreamHealth: async (request) => {
      told.push(request)
      return {}
    },
  })
  const config = {
    ...testServiceConfig(database.url),
    COURSES_SERVICE: coursesStub.address,
    ENROLLMENT_SERVICE: enrollment.address,
    PASSPORT_PRIVATE_KEY: servicePassportPrivateKey,
    PACKAGING_CONCURRENCY: 1,
    BACKGROUND_JOBS: false,
    STORAGE_FOLDER: join(folder, "store"),
    GRANT_SECRET,
    GRANT_LIFETIME_SECONDS: 14_400,
    FILES_LISTEN: "127.0.0.1:0",
  }
  const running = await startContentService(config, telemetry, clock)
  const content = createClient(contentService, running.address, telemetry)
  return {
    content,
    address: running.address,
    filesAddress: running.filesAddress ?? "",
    files: running.files,
    /** One more of the service on the same database and store; to be stopped first. */
    async startReplica() {
      const own = silentTelemetry("content-replica")
      const { filesAddress = "", stop } = await startContentService(config, own, clock)
      return { filesAddress, telemetry: own, [Symbol.asyncDispose]: stop }
    },
    telemetry,
    database,
    /** For whatever a test wants to import. */
    folder,
    /** The store itself. */
    storageFolder: join(folder, "store"),
    neighbour,
    /** Of courses, by their id: who teaches them. */
    instructors,
    /** What instructors were told. */
    told,
    /** Another replica, as far as its background jobs go: with connections of its own. */
    async jobs() {
      const own = silentTelemetry("content-jobs")
      const db = await openDatabase<ContentTables>({ url: database.url, migrations: MIGRATIONS, telemetry: own })
      const courses = createClient(coursesService, coursesStub.address, own)
      const client = createClient(enrollmentService, enrollment.address, own)
      const self = serviceCaller("content")
      const mint = passportMinter(servicePassportPrivateKey)
      return {
        ...{ db, clock, courses, enrollment: client, telemetry: own },
        files: await openDiskFileStore(config.STORAGE_FOLDER),
        call: () => ownCall(self, mint(self), 5000),
        grantSecret: GRANT_SECRET,
        [Symbol.asyncDispose]: async () => {
          courses.close()
          client.close()
          await db.destroy()
        },
      }
    },
    /** A small complete package, its text different for each `title`; gives its folder. */
    sampleStream: (title: string) => writeSampleStream(join(folder, "samples", title), title),
    [Symbol.asyncDispose]: async () => {
      content.close()
      await running.stop()
      await enrollment.stop()
      await coursesStub.stop()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
