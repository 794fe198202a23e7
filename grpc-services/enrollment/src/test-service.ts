import { ownCalls } from "@lectern/rpc/own-calls"
import { randomUUID } from "node:crypto"
import { Kysely, MysqlDialect } from "kysely"
import { createPool } from "mysql2"
import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import type { User__Output } from "@lectern/contracts/elearning/users/v1/User.ts"
import { contentService, coursesService, enrollmentService, usersService } from "@lectern/contracts/package-definition"
import { createClient } from "@lectern/rpc/client"
import type { Mailer } from "@lectern/mail/mailer"
import { isSelfOr, NO_ORIGIN, ownCall, type Call } from "@lectern/rpc/call"
import { unavailable } from "@lectern/rpc/errors"
import { passportMinter, type Caller } from "@lectern/rpc/passport"
import { systemClock, type Clock } from "@lectern/runtime/clock"
import { openDatabase } from "@lectern/service-kit/database"
import { idFromBytes, idToBytes, newId } from "@lectern/service-kit/ids"
import {
  passportPrivateKey,
  servicePassportPrivateKey,
  testSenderConfig,
  testServiceConfig,
} from "@lectern/test-kit/callers"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { stubService } from "@lectern/test-kit/stub-service"
import { temporaryDatabase } from "@lectern/test-kit/temporary-database"
import type { EnrollmentRow, EnrollmentTables, NoticeRow, PlanRow, SweptSubscriptionRow } from "./database.ts"
import { tellEndedRights } from "./ended-rights.ts"
import { sendNotices } from "./notice-mail.ts"
import type { PaymentProvider } from "./payment-provider.ts"
import { sweepSubscriptions } from "./renewal-sweep.ts"
import { sandboxPayments } from "./sandbox-payments.ts"
import { startEnrollmentService } from "./start.ts"

type StubCourse = Pick<Course__Output, "id" | "instructorId" | "status" | "title" | "price">
type StubUser = Pick<User__Output, "id" | "role" | "email" | "displayName" | "locale" | "timeZone">

/**
 * This service on a database of its own, over real gRPC, with stand-ins for the courses and users services. It runs
 * no background jobs. Dispose of it after the test.
 */
export async function testEnrollmentService(clock: Clock = systemClock) {
  const database = await temporaryDatabase()
  const telemetry = silentTelemetry("enrollment-service")
  const known = new Map<string, StubCourse>()
  const courses = {
    isAway: false,
    /** Makes a course, published and free unless said otherwise. */
    add(over: Partial<StubCourse> = {}): StubCourse {
      const course = {
        id: newId(clock()),
        instructorId: randomUUID(),
        status: "COURSE_STATUS_PUBLISHED" as const,
        title: "자료구조",
        price: null,
        ...over,
      }
      known.set(course.id, course)
      return course
    },
  }
  const accounts = new Map<string, StubUser>()
  const users = {
    isAway: false,
    /** Makes an account, of a learner in UTC who reads English unless said otherwise. */
    add(over: Partial<StubUser> = {}): StubUser {
      const id = randomUUID()
      const user = {
        id,
        role: "ROLE_LEARNER" as const,
        email: `${id}@example.org`,
        displayName: "Haneul",
        locale: "en",
        timeZone: "UTC",
        ...over,
      }
      accounts.set(user.id, user)
      return user
    },
    erase: (id: string) => void accounts.delete(id),
  }
  const usersStub = await stubService(
    usersService,
    {
      batchGetUsers: async ({ ids }, call) => {
        if (users.isAway) throw unavailable("the users service is away")
        const found = [...new Set(ids)].flatMap((id) => accounts.get(id) ?? [])
        return { users: found.map((user) => (isSelfOr(call, user.id, "users:read") ? user : { ...user, email: "" })) }
      },
    },
    clock,
  )
  const coursesStub = await stubService(
    coursesService,
    {
      // Of any id, a session.
      batchGetSessions: async ({ ids }) => ({
        sessions: ids.map((id) => ({ id, title: `Session ${id.slice(0, 8)}` })),
      }),
      batchGetCourses: async ({ ids }, { caller }) => {
        if (courses.isAway) throw unavailable("the courses service is away")
        const found = [...new Set(ids)].flatMap((id) => known.get(id) ?? [])
        const isVisible = ({ status, instructorId }: StubCourse) =>
          status === "COURSE_STATUS_PUBLISHED" || caller.role === "ADMIN" || caller.userId === instructorId
        return { courses: found.filter(isVisible) }
      },
    },
    clock,
  )
  const content = {
    isAway: false,
    /** What it was told, by whom. */
    endedRights: [] as { eventId: string; userId: string; courseId: string }[],
  }
  const contentStub = await stubService(
    contentService,
    {
      advanceGrantEpoch: async (request, { caller }) => {
        if (content.isAway) throw unavailable("the content service is away")
        if (caller.service !== "svc:enrollment") throw new Error("not the enrollment service")
        content.endedRights.push(request)
        return {}
      },
    },
    clock,
  )
  const running = await startEnrollmentService(
    {
      ...testServiceConfig(database.url),
      ...testSenderConfig,
      COURSES_SERVICE: coursesStub.address,
      USERS_SERVICE: usersStub.address,
      CONTENT_SERVICE: contentStub.address,
      EXPIRY_NOTICE_DAYS,
      BACKGROUND_JOBS: false,
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
  const mint = passportMinter(passportPrivateKey, clock)
  const replicas: { destroy(): Promise<void> }[] = []
  return {
    enrollment,
    courses,
    users,
    content,
    /** A call whose passport holds by the service's clock, from a client that wants these languages. */
    as: (caller: Caller, languages = ""): Call => ({
      ...ownCall(caller, mint(caller), 10_000),
      origin: { ...NO_ORIGIN, languages },
    }),
    /** The database without the service, for replicas of its jobs. */
    databaseUrl: database.url,
    /** Another replica, as far as its background jobs go: with connections of its own. */
    async replica(mailer?: Mailer) {
      const own = silentTelemetry("enrollment-replica")
      const db = await openDatabase<EnrollmentTables>({ url: database.url, migrations: MIGRATIONS, telemetry: own })
      const clients = {
        courses: createClient(coursesService, coursesStub.address, own),
        users: createClient(usersService, usersStub.address, own),
        content: createClient(contentService, contentStub.address, own),
      }
      replicas.push({
        destroy: async () => {
          clients.courses.close()
          clients.users.close()
          clients.content.close()
          await db.destroy()
        },
      })
      const payments = sandboxPayments(db, clock)
      const call = ownCalls("enrollment", {
        privatePem: servicePassportPrivateKey,
        clock,
        limitMs: 5000,
        scopes: ["users:read"],
      })
      return {
        db,
        telemetry: own,
        payments,
        sweep: (provider: PaymentProvider = payments) =>
          sweepSubscriptions({
            db,
            clock,
            payments: provider,
            telemetry: own,
            expiryNoticeDays: EXPIRY_NOTICE_DAYS,
          }),
        tellEndedRights: () => tellEndedRights({ db, clock, content: clients.content, call }, own),
        sendNotices: () => {
          if (!mailer) throw new Error("this replica has no mailer")
          return sendNotices({ db, clock, ...clients, mailer, call, origin: "http://localhost:4000" }, own)
        },
      }
    },
    address: running.address,
    telemetry,
    database,
    db,
    stored: storedRows(db, clock),
    [Symbol.asyncDispose]: async () => {
      enrollment.close()
      await running.stop()
      for (const replica of replicas) await replica.destroy()
      await coursesStub.stop()
      await usersStub.stop()
      await contentStub.stop()
      await db.destroy()
      await database.drop()
    },
  }
}

const DAY_MS = 86_400_000
const EXPIRY_NOTICE_DAYS = 7
const MIGRATIONS = new URL("../migrations/", import.meta.url)

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
      archived_at: null,
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
        paused_at: over.status === "PAUSED" ? clock() : null,
        pause_count: 0,
        version: 1,
        ...over,
      }
      await db.insertInto("enrollments").values(row).execute()
      return idFromBytes(row.id)
    },
    /** Active, in the middle of its period, on a new plan, not yet looked at by the sweep, unless said otherwise. */
    async subscription(userId: string, over: Partial<SweptSubscriptionRow> = {}): Promise<string> {
      const row = {
        id: newBytes(),
        user_id: idToBytes(userId),
        plan_id: over.plan_id ?? (await plan()).id,
        status: "ACTIVE" as const,
        started_at: inDays(-15),
        period_start: inDays(-15),
        period_end: inDays(15),
        auto_renew: 1 as const,
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
        about_time: null,
        ...over,
      }
      await db.insertInto("notices").values(row).execute()
      return idFromBytes(row.id)
    },
  }
}
