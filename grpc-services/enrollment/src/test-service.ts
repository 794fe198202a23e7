import { randomUUID } from "node:crypto"
import { Kysely, MysqlDialect } from "kysely"
import { createPool } from "mysql2"
import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import { coursesService, enrollmentService } from "@lectern/contracts/package-definition"
import { createClient } from "@lectern/rpc/client"
import { unavailable } from "@lectern/rpc/errors"
import { systemClock, type Clock } from "@lectern/runtime/clock"
import { idFromBytes, idToBytes, newId } from "@lectern/service-kit/ids"
import { testSenderConfig, testServiceConfig } from "@lectern/test-kit/callers"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { stubService } from "@lectern/test-kit/stub-service"
import { temporaryDatabase } from "@lectern/test-kit/temporary-database"
import type { EnrollmentRow, EnrollmentTables, NoticeRow, PlanRow, SubscriptionRow } from "./database.ts"
import { startEnrollmentService } from "./start.ts"

type StubCourse = Pick<Course__Output, "id" | "instructorId" | "status">

/**
 * This service on a database of its own, over real gRPC, with a stand-in for the courses service. Dispose of it after
 * the test.
 */
export async function testEnrollmentService(clock: Clock = systemClock) {
  const database = await temporaryDatabase()
  const telemetry = silentTelemetry("enrollment-service")
  const known = new Map<string, StubCourse>()
  const courses = {
    isAway: false,
    /** Makes a course, published unless said otherwise. */
    add(over: Partial<StubCourse> = {}): StubCourse {
      const course = {
        id: newId(clock()),
        instructorId: randomUUID(),
        status: "COURSE_STATUS_PUBLISHED" as const,
        ...over,
      }
      known.set(course.id, course)
      return course
    },
  }
  const stub = await stubService(coursesService, {
    batchGetCourses: async ({ ids }, { caller }) => {
      if (courses.isAway) throw unavailable("the courses service is away")
      const found = [...new Set(ids)].flatMap((id) => known.get(id) ?? [])
      const isVisible = ({ status, instructorId }: StubCourse) =>
        status === "COURSE_STATUS_PUBLISHED" || caller.role === "ADMIN" || caller.userId === instructorId
      return { courses: found.filter(isVisible) }
    },
  })
  const running = await startEnrollmentService(
    {
      ...testServiceConfig(database.url),
      ...testSenderConfig,
      COURSES_SERVICE: stub.address,
      USERS_SERVICE: "127.0.0.1:9",
    },
    telemetry,
    clock,
  )
  const enrollment = createClient(enrollmentService, running.address, telemetry)
  // Rows that no RPC makes yet, and looks past the RPCs; not counted among the service's statements.
  const db = new Kysely<EnrollmentTables>({
    dialect: new MysqlDialect({
      pool: createPool({ uri: database.url, timezone: "Z", charset: "utf8mb4_unicode_ci" }),
    }),
  })
  return {
    enrollment,
    courses,
    address: running.address,
    telemetry,
    database,
    db,
    stored: storedRows(db, clock),
    [Symbol.asyncDispose]: async () => {
      enrollment.close()
      await running.stop()
      await stub.stop()
      await db.destroy()
      await database.drop()
    },
  }
}

const DAY_MS = 86_400_000

/** Builders of rows, each with overrides; they answer with the ids as text. */
function storedRows(db: Kysely<EnrollmentTables>, clock: Clock) {
  const newBytes = () => idToBytes(newId(clock()))
  const inDays = (days: number) => new Date(clock().getTime() + days * DAY_MS)
  const plan = async (over: Partial<PlanRow> = {}) => {
    const row: PlanRow = {
      id: newBytes(),
      name: "Monthly",
      billing_interval: "MONTH",
      amount_minor: 9900,
      currency_code: "KRW",
      ...over,
    }
    await db.insertInto("plans").values(row).execute()
    return row
  }
  return {
    plan,
    /** Active and without end unless said otherwise. */
    async enrollment(userId: string, courseId: string, over: Partial<EnrollmentRow> = {}): Promise<string> {
      const row: EnrollmentRow = {
        id: newBytes(),
        user_id: idToBytes(userId),
        course_id: idToBytes(courseId),
        status: "ACTIVE",
        source: "GRANT",
        enrolled_at: clock(),
        expires_at: null,
        version: 1,
        ...over,
      }
      await db.insertInto("enrollments").values(row).execute()
      return idFromBytes(row.id)
    },
    /** Active, in the middle of its period, on a new plan, unless said otherwise. */
    async subscription(userId: string, over: Partial<SubscriptionRow> = {}): Promise<string> {
      const row: SubscriptionRow = {
        id: newBytes(),
        user_id: idToBytes(userId),
        plan_id: over.plan_id ?? (await plan()).id,
        status: "ACTIVE",
        started_at: inDays(-15),
        period_start: inDays(-15),
        period_end: inDays(15),
        auto_renew: 1,
        time_zone: "UTC",
        period_index: 0,
        payment_method: "ok",
        version: 1,
        ...over,
      }
      await db.insertInto("subscriptions").values(row).execute()
      return idFromBytes(row.id)
    },
    /** Unread, about a subscription that is nowhere, unless said otherwise. */
    async notice(userId: string, over: Partial<NoticeRow> = {}): Promise<string> {
      const row: NoticeRow = {
        id: newBytes(),
        user_id: idToBytes(userId),
        type: "SUBSCRIPTION_EXPIRING",
        subject_id: newBytes(),
        dedup_key: randomUUID(),
        created_at: clock(),
        read_at: null,
        ...over,
      }
      await db.insertInto("notices").values(row).execute()
      return idFromBytes(row.id)
    },
  }
}
