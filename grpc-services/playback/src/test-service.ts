import { randomUUID } from "node:crypto"
import type { AccessReason } from "@lectern/contracts/elearning/enrollment/v1/AccessReason.ts"
import { coursesService, enrollmentService, playbackService } from "@lectern/contracts/package-definition"
import { createClient } from "@lectern/rpc/client"
import { systemClock, type Clock } from "@lectern/runtime/clock"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { callsBy, testServiceConfig } from "@lectern/test-kit/callers"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { stubService } from "@lectern/test-kit/stub-service"
import { temporaryDatabase } from "@lectern/test-kit/temporary-database"
import { startPlaybackService } from "./start.ts"

interface KnownSession {
  id: string
  courseId: string
  durationSeconds: number
  isPreview: boolean
}

/**
 * This service on a database of its own, over real gRPC, with neighbours that know the course sessions added here and
 * let everybody play them, unless `denied` names a reason for the course. Dispose of it after the test.
 */
export async function testPlaybackService(clock: Clock = systemClock) {
  const database = await temporaryDatabase()
  const telemetry = silentTelemetry("playback-service")
  const known = new Map<string, KnownSession>()
  const denied = new Map<string, keyof typeof AccessReason>()
  const teachers = new Map<string, string>()
  let failure: Error | undefined
  const courses = await stubService(coursesService, {
    batchGetSessions: ({ ids }) => Promise.resolve({ sessions: ids.flatMap((id) => known.get(id) ?? []) }),
    batchListSessions: ({ courseIds }) =>
      Promise.resolve({ sessions: [...known.values()].filter(({ courseId }) => courseIds.includes(courseId)) }),
    batchGetCourses: ({ ids }) =>
      Promise.resolve({
        courses: [...new Set([...known.values()].map(({ courseId }) => courseId))]
          .filter((id) => ids.includes(id))
          .map((id) => ({ id, instructorId: teachers.get(id) ?? "" })),
      }),
  })
  const decide = (courseId: string) => {
    const reason = denied.get(courseId)
    return { courseId, granted: !reason, reason: reason ?? ("ACCESS_REASON_ENROLLED" as const) }
  }
  const enrollment = await stubService(enrollmentService, {
    batchCheckAccess: async ({ courseIds, previewCourseIds }) => {
      if (failure) throw failure
      return {
        decisions: courseIds.map(decide),
        previewDecisions: previewCourseIds.map((courseId) => ({
          courseId,
          granted: true,
          reason: "ACCESS_REASON_PREVIEW" as const,
        })),
      }
    },
  })
  const start = async (own: Telemetry) => {
    const running = await startPlaybackService(
      {
        ...testServiceConfig(database.url),
        COURSES_SERVICE: courses.address,
        ENROLLMENT_SERVICE: enrollment.address,
        HEARTBEAT_SECONDS: 10,
      },
      own,
      clock,
    )
    return { running, playback: createClient(playbackService, running.address, own) }
  }
  const { running, playback } = await start(telemetry)
  const replicas: Awaited<ReturnType<typeof start>>[] = []
  return {
    playback,
    clock,
    callAs: callsBy(clock),
    address: running.address,
    telemetry,
    database,
    /** Why a course may not be played, by course id. */
    denied,
    /** The instructor of a course, by course id. */
    teachers,
    /** Makes every access decision fail. */
    failAccess: (error: Error | undefined) => {
      failure = error
    },
    /** Makes a course session known to the courses service. */
    courseSession: (over: Partial<KnownSession> = {}): KnownSession => {
      const session = { id: randomUUID(), courseId: randomUUID(), durationSeconds: 600, isPreview: false, ...over }
      known.set(session.id, session)
      return session
    },
    /** A client of one more process of this service on the same database. */
    replica: async () => {
      const replica = await start(silentTelemetry("playback-service"))
      replicas.push(replica)
      return replica.playback
    },
    [Symbol.asyncDispose]: async () => {
      for (const each of [{ running, playback }, ...replicas]) {
        each.playback.close()
        await each.running.stop()
      }
      await Promise.all([courses.stop(), enrollment.stop()])
      await database.drop()
    },
  }
}
