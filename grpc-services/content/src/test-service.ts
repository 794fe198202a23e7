import { randomUUID } from "node:crypto"
import { readdirSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { contentService, coursesService, enrollmentService } from "@lectern/contracts/package-definition"
import type { CoursesServiceDefinition } from "@lectern/contracts/elearning/courses/v1/CoursesService.ts"
import type { EnrollmentServiceDefinition } from "@lectern/contracts/elearning/enrollment/v1/EnrollmentService.ts"
import type { TellStreamHealthRequest__Output } from "@lectern/contracts/elearning/enrollment/v1/TellStreamHealthRequest.ts"
import { ownCall } from "@lectern/rpc/call"
import { createClient } from "@lectern/rpc/client"
import { passportMinter, serviceCaller, type Caller } from "@lectern/rpc/passport"
import type { Handlers } from "@lectern/rpc/service-types"
import { systemClock, type Clock } from "@lectern/runtime/clock"
import { openDatabase } from "@lectern/service-kit/database"
import { servicePassportPrivateKey, testServiceConfig } from "@lectern/test-kit/callers"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { stubService } from "@lectern/test-kit/stub-service"
import { temporaryDatabase } from "@lectern/test-kit/temporary-database"
import { checkUploads } from "./check-upload.ts"
import type { ContentConfig } from "./config.ts"
import type { ContentTables } from "./database.ts"
import { openDiskFileStore } from "./disk-file-store.ts"
import { processFiles } from "./process-file.ts"
import { giveUpUploads, purgeBytes } from "./removed-files.ts"
import { writeSampleStream } from "./sample-stream.ts"
import { startContentService } from "./start.ts"

const MIGRATIONS = new URL("../migrations/", import.meta.url)

type BatchCheckAccess = Handlers<EnrollmentServiceDefinition>["batchCheckAccess"]

export const GRANT_SECRET = "stream grants of tests, not a secret"

/** What the courses service would say of sessions made here: drafts are for their instructor and administrators. */
function testCatalogue() {
  const sessions = new Map<string, { id: string; courseId: string; instructorId: string; isPublished: boolean }>()
  const seen =
    (caller: Caller) =>
    ({ isPublished, instructorId }: { isPublished: boolean; instructorId: string }) =>
      isPublished || caller.role === "ADMIN" || caller.role === "SERVICE" || caller.userId === instructorId
  const answers: Partial<Handlers<CoursesServiceDefinition>> = {
    batchGetSessions: async ({ ids }, { caller }) => ({
      sessions: ids.flatMap((id) => [sessions.get(id)].filter((it) => it !== undefined).filter(seen(caller))),
    }),
    batchGetCourses: async ({ ids }, { caller }) => ({
      courses: [...sessions.values()]
        .filter(({ courseId }) => ids.includes(courseId))
        .filter(seen(caller))
        .slice(0, 1)
        .map(({ courseId, instructorId }) => ({ id: courseId, instructorId })),
    }),
  }
  const teaches = (userId: string | undefined, courseId: string) =>
    [...sessions.values()].some((session) => session.courseId === courseId && session.instructorId === userId)
  /** Everyone may play everything. */
  const grantAll: BatchCheckAccess = async ({ courseIds, previewCourseIds }, { caller }) => ({
    decisions: courseIds.map((courseId) => ({
      courseId,
      granted: true,
      reason: teaches(caller.userId, courseId) ? "ACCESS_REASON_STAFF" : "ACCESS_REASON_ENROLLED",
    })),
    previewDecisions: previewCourseIds.map((courseId) => ({
      courseId,
      granted: true,
      reason: "ACCESS_REASON_PREVIEW",
    })),
  })
  return {
    answers,
    forgetCourse(courseId: string) {
      for (const session of sessions.values()) if (session.courseId === courseId) sessions.delete(session.id)
    },
    grantAll,
    newSession({
      instructorId,
      courseId = randomUUID(),
      isPublished = true,
    }: {
      instructorId: string
      courseId?: string
      isPublished?: boolean
    }) {
      const session = { id: randomUUID(), courseId, instructorId, isPublished }
      sessions.set(session.id, session)
      return session
    },
  }
}

/**
 * This service on a database and in a folder of its own, over real gRPC and HTTP; `batchCheckAccess` is what the
 * enrollment service answers, and may be exchanged. Dispose of it after the test.
 */
export async function testContentService(clock: Clock = systemClock, over: Partial<ContentConfig> = {}) {
  const database = await temporaryDatabase()
  const folder = await mkdtemp(join(tmpdir(), "lectern-content-"))
  const telemetry = silentTelemetry("content-service")
  const told: TellStreamHealthRequest__Output[] = []
  const catalogue = testCatalogue()
  const neighbour = { batchCheckAccess: catalogue.grantAll }
  const courses = await stubService(coursesService, catalogue.answers, clock)
  const enrollment = await stubService(
    enrollmentService,
    {
      batchCheckAccess: (request, call) => neighbour.batchCheckAccess(request, call),
      tellStreamHealth: async (request) => {
        told.push(request)
        return {}
      },
    },
    clock,
  )
  const config: ContentConfig = {
    ...testServiceConfig(database.url),
    ENROLLMENT_SERVICE: enrollment.address,
    COURSES_SERVICE: courses.address,
    PASSPORT_PRIVATE_KEY: servicePassportPrivateKey,
    PACKAGING_CONCURRENCY: 1,
    STORAGE_FOLDER: join(folder, "store"),
    S3_REGION: "us-east-1",
    GRANT_SECRET,
    GRANT_LIFETIME_SECONDS: 14_400,
    UPLOAD_LIFETIME_SECONDS: 3600,
    COURSE_QUOTA_BYTES: 1024 ** 3,
    DELETED_BYTES_KEPT_SECONDS: 3600,
    // Tests run them when they want to.
    BACKGROUND_JOBS: false,
    FILES_LISTEN: "127.0.0.1:0",
    ...over,
  }
  const running = await startContentService(config, telemetry, clock)
  const content = createClient(contentService, running.address, telemetry)
  return {
    content,
    address: running.address,
    filesAddress: running.filesAddress ?? "",
    files: running.files,
    /** One more of the service on the same database and store; to be stopped first. */
    async startReplica(over: Partial<ContentConfig> = {}) {
      const own = silentTelemetry("content-replica")
      const { filesAddress = "", stop } = await startContentService({ ...config, ...over }, own, clock)
      return { filesAddress, telemetry: own, [Symbol.asyncDispose]: stop }
    },
    telemetry,
    database,
    /** For whatever a test wants to import. */
    folder,
    /** The store itself. */
    storageFolder: join(folder, "store"),
    /** Of a session's only package, in the store. */
    packageFolder(sessionId: string) {
      const packages = join(folder, "store", "sessions", sessionId, "packages")
      const [id, ...more] = readdirSync(packages)
      if (id === undefined || more.length > 0) throw new Error(`the session has ${more.length} packages beside ${id}`)
      return join(packages, id)
    },
    neighbour,
    /** Makes sessions that the courses service knows. */
    newSession: catalogue.newSession,
    /** And forgets a course. */
    forgetCourse: catalogue.forgetCourse,
    /** What instructors were told of streams. */
    told,
    /** What the background jobs would do, until nothing is left to do. */
    async runJobs() {
      await checkUploads(running.background)
      await processFiles(running.background, "other files")
      await processFiles(running.background, "videos")
      await giveUpUploads(running.background)
      await purgeBytes(running.background)
    },
    background: running.background,
    /** Another replica, as far as its background jobs go: with connections of its own. */
    async jobs() {
      const own = silentTelemetry("content-jobs")
      const db = await openDatabase<ContentTables>({ url: database.url, migrations: MIGRATIONS, telemetry: own })
      const clients = {
        courses: createClient(coursesService, courses.address, own),
        enrollment: createClient(enrollmentService, enrollment.address, own),
      }
      const self = serviceCaller("content")
      const mint = passportMinter(servicePassportPrivateKey, clock)
      return {
        db,
        clock,
        ...clients,
        telemetry: own,
        files: await openDiskFileStore(join(folder, "store")),
        call: () => ownCall(self, mint(self), 5000),
        grantSecret: GRANT_SECRET,
        [Symbol.asyncDispose]: async () => {
          clients.courses.close()
          clients.enrollment.close()
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
      await courses.stop()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
