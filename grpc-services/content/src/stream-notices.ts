import type { Transaction } from "kysely"
import type { CoursesServiceDefinition } from "@lectern/contracts/elearning/courses/v1/CoursesService.ts"
import type { EnrollmentServiceDefinition } from "@lectern/contracts/elearning/enrollment/v1/EnrollmentService.ts"
import type { Call } from "@lectern/rpc/call"
import type { Client } from "@lectern/rpc/service-types"
import type { Clock } from "@lectern/runtime/clock"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { startBackgroundJob, type BackgroundJob } from "@lectern/service-kit/background-job"
import { enqueue, relayOutbox } from "@lectern/service-kit/outbox"
import type { ContentTables, Database } from "./database.ts"

const STREAM_HEALTH = "stream-health"
interface StreamHealthNews {
  courseId: string
  sessionId: string
  /** Else it plays again. */
  isBroken: boolean
}

export interface StreamNoticeDeps {
  db: Database
  clock: Clock
  telemetry: Telemetry
  courses: Pick<Client<CoursesServiceDefinition>, "batchGetCourses">
  enrollment: Pick<Client<EnrollmentServiceDefinition>, "tellStreamHealth">
  /** A call of this service's own. */
  call: () => Call
}

const PERIOD_MS = 5000

/** Writes, in the transaction that notes it, that the instructor must hear of it. */
export async function enqueueStreamNotice(
  tx: Transaction<ContentTables>,
  news: StreamHealthNews,
  now: Date,
): Promise<void> {
  await enqueue(tx, { topic: STREAM_HEALTH, payload: news, now })
}

export const tellStreamHealthRegularly = (deps: StreamNoticeDeps): BackgroundJob =>
  startBackgroundJob(deps.telemetry, {
    name: "tell stream health",
    periodMs: PERIOD_MS,
    round: (signal) => tellStreamHealth(deps, signal),
  })

/** Tells instructors what is due, through the notices of the enrollment service. */
export const tellStreamHealth = (
  { db, clock, telemetry, courses, enrollment, call }: StreamNoticeDeps,
  signal?: AbortSignal,
) =>
  relayOutbox(db, {
    clock,
    telemetry,
    ...(signal ? { signal } : {}),
    deliver: async ({ id, payload }) => {
      const { courseId, sessionId, isBroken } = payload as StreamHealthNews
      const own = call()
      const { courses: found } = await courses.batchGetCourses({ ids: [courseId] }, own)
      // Whoever teaches it now; nobody, when it is gone.
      const userId = found[0]?.instructorId
      if (userId) await enrollment.tellStreamHealth({ eventId: id, userId, sessionId, isBroken }, own)
    },
  })
