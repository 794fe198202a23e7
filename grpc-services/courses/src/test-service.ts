import type { AccessReason } from "@lectern/contracts/elearning/enrollment/v1/AccessReason.ts"
import type { Role } from "@lectern/contracts/elearning/users/v1/Role.ts"
import { contentService, coursesService, enrollmentService, usersService } from "@lectern/contracts/package-definition"
import { createClient } from "@lectern/rpc/client"
import { systemClock, type Clock } from "@lectern/runtime/clock"
import { servicePassportPrivateKey, testServiceConfig } from "@lectern/test-kit/callers"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { stubService } from "@lectern/test-kit/stub-service"
import { temporaryDatabase } from "@lectern/test-kit/temporary-database"
import { sampleCourses } from "./sample-courses.ts"
import { startCoursesService } from "./start.ts"

const GRANTED = ["ACCESS_REASON_ENROLLED", "ACCESS_REASON_SUBSCRIBED", "ACCESS_REASON_PREVIEW", "ACCESS_REASON_STAFF"]

/**
 * What the neighbours know; a test writes what it needs. Everybody else is an instructor without a name, enrolled
 * everywhere. The address of an account is its id at example.org.
 */
export interface Neighbours {
  /** By account id; null for nobody. */
  roles: Map<string, Role | null>
  /** By account id. */
  names: Map<string, string>
  /** By account id, for every course. */
  access: Map<string, AccessReason>
  /** Ended rights that the content service was told. */
  endedRights: { userId: string; courseId: string }[]
}

/**
 * This service on a database of its own, over real gRPC, between stubs of the users and the enrollment service. Dispose
 * of it after the test.
 */
export async function testCoursesService(clock: Clock = systemClock) {
  const neighbours: Neighbours = { roles: new Map(), names: new Map(), access: new Map(), endedRights: [] }
  const users = await stubService(usersService, {
    batchGetUsers: async ({ ids, emails }) => ({
      users: [...ids, ...emails.map((email) => email.replace(/@.*/, ""))].flatMap((id) => {
        const role = neighbours.roles.has(id) ? neighbours.roles.get(id) : "ROLE_INSTRUCTOR"
        return role ? [{ id, role, email: `${id}@example.org`, displayName: neighbours.names.get(id) ?? "" }] : []
      }),
    }),
  })
  const enrollment = await stubService(enrollmentService, {
    batchCheckAccess: async ({ courseIds }, { caller }) => {
      const reason = neighbours.access.get(caller.userId ?? "") ?? "ACCESS_REASON_ENROLLED"
      return {
        decisions: courseIds.map((courseId) => ({ courseId, reason, granted: GRANTED.includes(String(reason)) })),
      }
    },
  })
  const content = await stubService(contentService, {
    advanceGrantEpoch: async ({ userId, courseId }, { caller }) => {
      if (caller.service !== "svc:courses") throw new Error("not the courses service")
      neighbours.endedRights.push({ userId, courseId })
      return {}
    },
  })
  const database = await temporaryDatabase()
  const config = {
    ...testServiceConfig(database.url),
    USERS_SERVICE: users.address,
    ENROLLMENT_SERVICE: enrollment.address,
    CONTENT_SERVICE: content.address,
    PASSPORT_PRIVATE_KEY: servicePassportPrivateKey,
  }
  const startReplica = async () => {
    const telemetry = silentTelemetry("courses-service")
    const running = await startCoursesService(config, telemetry, clock)
    const courses = createClient(coursesService, running.address, telemetry)
    const stop = async () => {
      courses.close()
      await running.stop()
    }
    return { courses, telemetry, address: running.address, [Symbol.asyncDispose]: stop }
  }
  const replica = await startReplica()
  const { courses, telemetry, address } = replica
  return {
    courses,
    samples: sampleCourses(courses),
    neighbours,
    address,
    telemetry,
    database,
    /** One more of the service on the same database; to be disposed of first. */
    startReplica,
    [Symbol.asyncDispose]: async () => {
      await replica[Symbol.asyncDispose]()
      await users.stop()
      await enrollment.stop()
      await content.stop()
      await database.drop()
    },
  }
}
