import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { contentService, enrollmentService } from "@lectern/contracts/package-definition"
import type { EnrollmentServiceDefinition } from "@lectern/contracts/elearning/enrollment/v1/EnrollmentService.ts"
import { createClient } from "@lectern/rpc/client"
import type { Handlers } from "@lectern/rpc/service-types"
import { systemClock, type Clock } from "@lectern/runtime/clock"
import { testServiceConfig } from "@lectern/test-kit/callers"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { stubService } from "@lectern/test-kit/stub-service"
import { temporaryDatabase } from "@lectern/test-kit/temporary-database"
import { writeSampleStream } from "./sample-stream.ts"
import { startContentService } from "./start.ts"

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
  const enrollment = await stubService(enrollmentService, {
    batchCheckAccess: (request, call) => neighbour.batchCheckAccess(request, call),
  })
  const config = {
    ...testServiceConfig(database.url),
    ENROLLMENT_SERVICE: enrollment.address,
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
    /** A small complete package, its text different for each `title`; gives its folder. */
    sampleStream: (title: string) => writeSampleStream(join(folder, "samples", title), title),
    [Symbol.asyncDispose]: async () => {
      content.close()
      await running.stop()
      await enrollment.stop()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
