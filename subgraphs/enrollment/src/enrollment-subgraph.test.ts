import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { callAs, caller, passportPublicKey } from "@lectern/test-kit/callers"
import { runOperation } from "@lectern/test-kit/run-operation"
import { counterValue, silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { testEnrollmentService } from "@lectern/enrollment-service/test-service"
import type { Subgraph } from "@lectern/subgraph-kit/subgraph"
import { openEnrollmentSubgraph } from "./open.ts"

describe("the enrollment subgraph", () => {
  let service: Awaited<ReturnType<typeof testEnrollmentService>>
  let subgraph: Subgraph
  const telemetry = silentTelemetry("enrollment-subgraph")
  before(async () => {
    service = await testEnrollmentService()
    subgraph = openEnrollmentSubgraph(
      { ENROLLMENT_SERVICE: service.address, PASSPORT_PUBLIC_KEYS: [passportPublicKey] },
      telemetry,
    )
  })
  after(async () => {
    subgraph.close()
    await service[Symbol.asyncDispose]()
  })

  /** An id as the tables hold it. */
  const idToBytes = (id: string) => Buffer.from(id.replaceAll("-", ""), "hex")
  type Somebody = Parameters<typeof callAs>[0]
  const run = <T>(somebody: Somebody, query: string, variables?: Record<string, unknown>) =>
    runOperation<T>(subgraph, callAs(somebody), query, variables)
  const rpcs = (method?: string) =>
    counterValue(telemetry, "grpc_client_handled_total", method === undefined ? {} : { grpc_method: method })
  const problems = (errors: Awaited<ReturnType<typeof run>>["errors"]) =>
    errors?.map(({ path, extensions }) => [path?.join("."), extensions?.code])
  /** What the gateway asks for entities of others. */
  const entities = <T>(somebody: Somebody, typename: string, ids: string[], selection: string) =>
    run<{ _entities: T[] }>(
      somebody,
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${typename} { ${selection} } } }`,
      { r: ids.map((id) => ({ __typename: typename, id })) },
    )

  describe("enrollInCourse", () => {
    const ENROLL = `mutation ($input: EnrollInCourseInput!) {
      enrollInCourse(input: $input) {
        __typename
        ... on EnrollmentSuccess {
          replayed
          enrollment {
            id status source enrolledAt expiresAt etag
            user { __typename id }
            course { __typename id viewerAccess { granted reason validUntil } viewerEnrollment { id } }
          }
        }
        ... on UserError { code message }
        ... on ConflictError { currentEtag }
        ... on NotFoundError { resourceId }
        ... on ValidationError { fields { path rule } }
      }
    }`
    interface Result {
      __typename: string
      replayed: boolean
      enrollment: { id: string; enrolledAt: string; [field: string]: unknown }
      message: string
    }
    const enroll = async (somebody: Somebody, courseId: string, idempotencyKey: string = randomUUID()) => {
      const { data, errors } = await run<{ enrollInCourse: Result }>(somebody, ENROLL, {
        input: { courseId, idempotencyKey },
      })
      return { result: data.enrollInCourse, errors }
    }

    it("answers with the enrolment, and the course may be played", async () => {
      const course = service.courses.add()
      const userId = randomUUID()
      const { result } = await enroll(caller.learner(userId), course.id)
      const { id, enrolledAt } = result.enrollment
      assert.match(enrolledAt, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
      assert.deepEqual(result, {
        __typename: "EnrollmentSuccess",
        replayed: false,
        enrollment: {
          id,
          status: "ACTIVE",
          source: "PURCHASE",
          enrolledAt,
          expiresAt: null,
          etag: "1",
          user: { __typename: "User", id: userId },
          course: {
            __typename: "Course",
            id: course.id,
            viewerAccess: { granted: true, reason: "ENROLLED", validUntil: null },
            viewerEnrollment: { id },
          },
        },
      })
    })

    it("tells a repeat from a first time", async () => {
      const course = service.courses.add()
      const learner = caller.learner()
      const key = randomUUID()
      const first = await enroll(learner, course.id, key)
      const again = await enroll(learner, course.id, key)
      assert.deepEqual(again.result, { ...first.result, replayed: true })
    })

    it("answers a second live enrolment as a conflict, with the etag", async () => {
      const course = service.courses.add()
      const learner = caller.learner()
      await enroll(learner, course.id)
      const { result } = await enroll(learner, course.id)
      assert.deepEqual(
        { ...result, message: "" },
        { __typename: "ConflictError", code: "ALREADY_ENROLLED", message: "", currentEtag: "1" },
      )
    })

    it("answers a course that is not there, or not published, as not found, with its id", async () => {
      const draft = service.courses.add({ status: "COURSE_STATUS_DRAFT" })
      for (const courseId of [randomUUID(), draft.id, "no id", ""]) {
        const { result } = await enroll(caller.learner(), courseId)
        assert.deepEqual(
          { ...result, message: "" },
          { __typename: "NotFoundError", code: "COURSE_NOT_FOUND", message: "", resourceId: courseId },
        )
      }
    })

    it("answers a broken idempotency key by its path in the input", async () => {
      const course = service.courses.add()
      for (const key of ["", "no uuid"]) {
        const { result } = await enroll(caller.learner(), course.id, key)
        assert.deepEqual(
          { ...result, message: "" },
          {
            __typename: "ValidationError",
            code: "INVALID_ARGUMENT",
            message: "",
            fields: [{ path: ["idempotencyKey"], rule: "uuid" }],
          },
        )
      }
    })

    it("answers the key of another request by its own code", async () => {
      const learner = caller.learner()
      const key = randomUUID()
      await enroll(learner, service.courses.add().id, key)
      const { result } = await enroll(learner, service.courses.add().id, key)
      assert.deepEqual(
        { ...result, message: "" },
        {
          __typename: "ValidationError",
          code: "REQUEST_ID_REUSED",
          message: "",
          fields: [{ path: ["idempotencyKey"], rule: "unused" }],
        },
      )
    })

    it("says by code when nobody is signed in, and when the courses service is away", async () => {
      const course = service.courses.add()
      const anonymous = await enroll(caller.anonymous, course.id)
      assert.equal(anonymous.result, null)
      assert.deepEqual(problems(anonymous.errors), [["enrollInCourse", "UNAUTHENTICATED"]])
      service.courses.isAway = true
      try {
        const { result, errors } = await enroll(caller.learner(), course.id)
        assert.equal(result, null)
        assert.deepEqual(problems(errors), [["enrollInCourse", "SERVICE_UNAVAILABLE"]])
      } finally {
        service.courses.isAway = false
      }
    })
  })

  describe("Query.enrollment and Enrollment references", () => {
    it("give an enrolment to its owner and to administrators, and null to others", async () => {
      const userId = randomUUID()
      const end = new Date(Date.now() + 3_600_000)
      const id = await service.stored.enrollment(userId, randomUUID(), { status: "PAUSED", expires_at: end })
      const read = async (somebody: Somebody, of: string) => {
        const query = `query ($id: ID!) { enrollment(id: $id) { id status source expiresAt } }`
        const { data, errors } = await run<{ enrollment: unknown }>(somebody, query, { id: of })
        assert.equal(errors, undefined)
        return data.enrollment
      }
      const enrollment = { id, status: "PAUSED", source: "GRANT", expiresAt: end.toISOString() }
      assert.deepEqual(await read(caller.learner(userId), id), enrollment)
      assert.deepEqual(await read(caller.admin(), id), enrollment)
      assert.equal(await read(caller.learner(), id), null)
      assert.equal(await read(caller.anonymous, id), null)
      assert.equal(await read(caller.learner(userId), randomUUID()), null)
      assert.equal(await read(caller.learner(userId), "no id"), null)
    })

    it("cost one RPC for 200, however often each is named", async () => {
      const userId = randomUUID()
      const ids: string[] = []
      for (let i = 0; i < 200; i++) ids.push(await service.stored.enrollment(userId, randomUUID()))
      const before = await rpcs()
      const { data } = await entities<{ id: string }>(
        caller.learner(userId),
        "Enrollment",
        [...ids, ...ids],
        "id status",
      )
      assert.deepEqual(
        data._entities.map(({ id }) => id),
        [...ids, ...ids],
      )
      assert.equal((await rpcs()) - before, 1)
    })
  })

  describe("Course", () => {
    it("tells access and enrolment of 200 courses with one RPC each", async () => {
      const userId = randomUUID()
      const ids = Array.from({ length: 200 }, () => service.courses.add().id)
      for (const id of ids.slice(0, 100)) await service.stored.enrollment(userId, id)
      const before = [await rpcs("BatchCheckAccess"), await rpcs("BatchGetEnrollments"), await rpcs()]
      const { data } = await entities<{ viewerAccess: { reason: string }; viewerEnrollment: object | null }>(
        caller.learner(userId),
        "Course",
        [...ids, ...ids],
        "viewerAccess { granted reason validUntil } viewerEnrollment { id }",
      )
      assert.deepEqual(
        data._entities
          .slice(0, 200)
          .map(({ viewerAccess, viewerEnrollment }) => [viewerAccess.reason, viewerEnrollment !== null]),
        ids.map((_, i) => (i < 100 ? ["ENROLLED", true] : ["NOT_ENROLLED", false])),
      )
      const after = [await rpcs("BatchCheckAccess"), await rpcs("BatchGetEnrollments"), await rpcs()]
      assert.deepEqual(
        after.map((count, i) => count - (before[i] ?? 0)),
        [1, 1, 2],
      )
    })

    it("tells anonymous callers to sign in, without an error", async () => {
      const ids = [service.courses.add().id, randomUUID(), "no id"]
      const { data, errors } = await entities(
        caller.anonymous,
        "Course",
        ids,
        "id viewerAccess { granted reason validUntil } viewerEnrollment { id }",
      )
      assert.equal(errors, undefined)
      const denied = (reason: string) => ({
        viewerAccess: { granted: false, reason, validUntil: null },
        viewerEnrollment: null,
      })
      assert.deepEqual(data._entities, [
        { id: ids[0], ...denied("NOT_SIGNED_IN") },
        { id: ids[1], ...denied("COURSE_UNPUBLISHED") },
        { id: ids[2], ...denied("COURSE_UNPUBLISHED") },
      ])
    })

    it("tells subscribers until when, and staff that they are", async () => {
      const course = service.courses.add()
      const userId = randomUUID()
      const end = new Date(Date.now() + 3_600_000)
      await service.stored.subscription(userId, { period_end: end })
      const access = async (somebody: Somebody) => {
        const { data } = await entities<{ viewerAccess: unknown }>(
          somebody,
          "Course",
          [course.id],
          "viewerAccess { granted reason validUntil }",
        )
        return data._entities[0]?.viewerAccess
      }
      assert.deepEqual(await access(caller.learner(userId)), {
        granted: true,
        reason: "SUBSCRIBED",
        validUntil: end.toISOString(),
      })
      assert.deepEqual(await access(caller.instructor(course.instructorId)), {
        granted: true,
        reason: "STAFF",
        validUntil: null,
      })
      assert.deepEqual(await access(caller.admin()), { granted: true, reason: "STAFF", validUntil: null })
    })

    it("loses access alone, with a code, while the courses service is away", async () => {
      const course = service.courses.add()
      const userId = randomUUID()
      const id = await service.stored.enrollment(userId, course.id)
      service.courses.isAway = true
      try {
        const { data, errors } = await entities(
          caller.learner(userId),
          "Course",
          [course.id],
          "id viewerEnrollment { id } viewerAccess { granted }",
        )
        assert.deepEqual(data._entities, [{ id: course.id, viewerEnrollment: { id }, viewerAccess: null }])
        assert.deepEqual(problems(errors), [["_entities.0.viewerAccess", "SERVICE_UNAVAILABLE"]])
      } finally {
        service.courses.isAway = false
      }
    })
  })

  describe("User", () => {
    it("tells the subscription of 200 people with one RPC", async () => {
      const ids = Array.from({ length: 200 }, () => randomUUID())
      const { id: planId } = await service.stored.plan()
      for (const id of ids.slice(0, 150)) await service.stored.subscription(id, { plan_id: planId })
      const before = await rpcs()
      const { data } = await entities<{ subscription: { status: string } | null }>(
        caller.admin(),
        "User",
        [...ids, ...ids],
        "subscription { status }",
      )
      assert.equal((await rpcs()) - before, 1)
      assert.deepEqual(
        data._entities.map(({ subscription }) => subscription?.status ?? null),
        [...ids.map((_, i) => (i < 150 ? "ACTIVE" : null)), ...ids.map((_, i) => (i < 150 ? "ACTIVE" : null))],
      )
    })

    it("tells every field of a subscription and its plan", async () => {
      const userId = randomUUID()
      const plan = await service.stored.plan({ name: "Yearly", billing_interval: "YEAR", amount_minor: 99_000 })
      const id = await service.stored.subscription(userId, {
        plan_id: plan.id,
        status: "GRACE",
        started_at: new Date("2025-01-31T00:00:00.001Z"),
        period_start: new Date("2026-01-31T00:00:00.002Z"),
        period_end: new Date("2027-01-31T00:00:00.003Z"),
        auto_renew: 0,
        version: 4,
      })
      const { data } = await entities<{ subscription: { plan: { id: string } } }>(
        caller.learner(userId),
        "User",
        [userId],
        `subscription { id status startedAt currentPeriodStart currentPeriodEnd autoRenew etag
          plan { id name interval price { amountMinor currencyCode } } }`,
      )
      const planId = data._entities[0]?.subscription.plan.id
      assert.deepEqual(idToBytes(planId ?? ""), plan.id)
      assert.deepEqual(data._entities[0]?.subscription, {
        id,
        status: "GRACE",
        startedAt: "2025-01-31T00:00:00.001Z",
        currentPeriodStart: "2026-01-31T00:00:00.002Z",
        currentPeriodEnd: "2027-01-31T00:00:00.003Z",
        autoRenew: false,
        etag: "4",
        plan: { id: planId, name: "Yearly", interval: "YEAR", price: { amountMinor: 99_000, currencyCode: "KRW" } },
      })
    })

    const ALL = `id enrollments { totalCount edges { node { id } } } subscription { id } notices { unreadCount edges { node { id } } }`

    it("keeps what is another person's, field by field", async () => {
      const userId = randomUUID()
      const enrollment = await service.stored.enrollment(userId, randomUUID())
      const subscription = await service.stored.subscription(userId)
      const notice = await service.stored.notice(userId)
      const enrollments = { totalCount: 1, edges: [{ node: { id: enrollment } }] }
      const notices = { unreadCount: 1, edges: [{ node: { id: notice } }] }

      const own = await entities(caller.learner(userId), "User", [userId], ALL)
      assert.deepEqual(own.data._entities, [{ id: userId, enrollments, subscription: { id: subscription }, notices }])
      assert.equal(own.errors, undefined)

      const other = await entities(caller.learner(), "User", [userId], ALL)
      assert.deepEqual(other.data._entities, [{ id: userId, enrollments: null, subscription: null, notices: null }])
      // A subscription of others looks like none at all.
      assert.deepEqual(problems(other.errors)?.sort(), [
        ["_entities.0.enrollments", "FORBIDDEN"],
        ["_entities.0.notices", "FORBIDDEN"],
      ])

      const admin = await entities(caller.admin(), "User", [userId], ALL)
      assert.deepEqual(admin.data._entities, [
        { id: userId, enrollments, subscription: { id: subscription }, notices: null },
      ])
      assert.deepEqual(problems(admin.errors), [["_entities.0.notices", "FORBIDDEN"]])

      const anonymous = await entities(caller.anonymous, "User", [userId], ALL)
      assert.deepEqual(anonymous.data._entities, [{ id: userId, enrollments: null, subscription: null, notices: null }])
      assert.deepEqual(problems(anonymous.errors)?.sort(), [
        ["_entities.0.enrollments", "UNAUTHENTICATED"],
        ["_entities.0.notices", "UNAUTHENTICATED"],
      ])
    })

    it("pages through enrolments, narrowed by status", async () => {
      const userId = randomUUID()
      const ids: string[] = []
      for (let i = 0; i < 3; i++) ids.push(await service.stored.enrollment(userId, randomUUID()))
      await service.stored.enrollment(userId, randomUUID(), { status: "CANCELLED" })
      interface Page {
        enrollments: {
          totalCount: number
          edges: { node: { id: string } }[]
          pageInfo: { hasNextPage: boolean; endCursor: string }
        }
      }
      const page = async (after: string | null) => {
        const { data } = await run<{ _entities: [Page] }>(
          caller.learner(userId),
          `query ($r: [_Any!]!, $after: String) { _entities(representations: $r) { ... on User {
            enrollments(status: ACTIVE, first: 2, after: $after) {
              totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }`,
          { r: [{ __typename: "User", id: userId }], after },
        )
        return data._entities[0].enrollments
      }
      const first = await page(null)
      const second = await page(first.pageInfo.endCursor)
      assert.deepEqual(
        [...first.edges, ...second.edges].map(({ node }) => node.id),
        ids.toReversed(),
      )
      assert.deepEqual([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage], [true, false])
      assert.deepEqual([first.totalCount, second.totalCount], [3, 3])
    })

    it("tells notices with their enrolments, which are read with one RPC", async () => {
      const userId = randomUUID()
      const enrollments: string[] = []
      for (let i = 0; i < 5; i++) enrollments.push(await service.stored.enrollment(userId, randomUUID()))
      for (const id of enrollments)
        await service.stored.notice(userId, { type: "ENROLLMENT_CONFIRMED", subject_id: idToBytes(id) })
      const read = new Date("2026-01-02T03:04:05.678Z")
      // Its subject is a subscription, so it must not show an enrolment even if an id should agree.
      await service.stored.notice(userId, {
        type: "SUBSCRIPTION_EXPIRED",
        subject_id: idToBytes(enrollments[0] ?? ""),
        created_at: read,
        read_at: read,
      })
      const before = [await rpcs("ListNotices"), await rpcs("BatchGetEnrollments"), await rpcs()]
      const { data } = await entities<{ notices: { unreadCount: number; edges: { node: Record<string, unknown> }[] } }>(
        caller.learner(userId),
        "User",
        [userId],
        "notices { unreadCount edges { node { type createdAt readAt enrollment { id } } } }",
      )
      const after = [await rpcs("ListNotices"), await rpcs("BatchGetEnrollments"), await rpcs()]
      assert.deepEqual(
        after.map((count, i) => count - (before[i] ?? 0)),
        [1, 1, 2],
      )
      const notices = data._entities[0]?.notices
      assert.equal(notices?.unreadCount, 5)
      const [newest, ...confirmed] = notices.edges.map(({ node }) => node)
      assert.deepEqual(newest, {
        type: "SUBSCRIPTION_EXPIRED",
        createdAt: read.toISOString(),
        readAt: read.toISOString(),
        enrollment: null,
      })
      assert.deepEqual(
        confirmed.map(({ enrollment }) => enrollment),
        enrollments.toReversed().map((id) => ({ id })),
      )
    })

    it("refuses pages of more than 100 or of less than one, and cursors that are none", async () => {
      const userId = randomUUID()
      for (const field of ["enrollments", "notices"])
        for (const page of ["first: 101", "first: 0", "first: -1", 'after: "made up"']) {
          const { errors } = await entities(
            caller.learner(userId),
            "User",
            [userId],
            `${field}(${page}) { pageInfo { hasNextPage } }`,
          )
          assert.deepEqual(problems(errors), [[`_entities.0.${field}`, "BAD_USER_INPUT"]], `${field} ${page}`)
        }
    })
  })

  it("does not answer without a passport", () => {
    assert.throws(
      () => subgraph.openScope({ passport: "", deadlineMs: 0, signal: AbortSignal.abort(), correlationId: "" }),
      { reason: "PASSPORT_REQUIRED" },
    )
  })
})
