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

  describe("buying a course", () => {
    const BUY = `mutation ($input: EnrollInCourseInput!) {
      enrollInCourse(input: $input) {
        __typename
        ... on EnrollmentSuccess { replayed enrollment { status source pausedAt pausesLeft } }
        ... on UserError { code }
        ... on PaymentDeclinedError { retryable }
        ... on PaymentPendingError { retryAfterSeconds }
        ... on ConflictError { currentEtag }
        ... on ValidationError { message fields { path rule } }
      }
    }`
    const price = { amountMinor: 33_000, currencyCode: "KRW" }
    const buy = async (somebody: Somebody, input: Record<string, unknown>) => {
      const { data } = await run<{ enrollInCourse: Record<string, unknown> }>(somebody, BUY, {
        input: { courseId: service.courses.add({ price }).id, idempotencyKey: randomUUID(), ...input },
      })
      return data.enrollInCourse
    }

    it("answers each way in which it can end by a member of its own", async () => {
      assert.deepEqual(await buy(caller.learner(), { paymentToken: "ok", expectedPrice: price }), {
        __typename: "EnrollmentSuccess",
        replayed: false,
        enrollment: { status: "ACTIVE", source: "PURCHASE", pausedAt: null, pausesLeft: 3 },
      })
      for (const [paymentToken, retryable] of [
        ["decline", false],
        ["decline-retryable", true],
      ] as const)
        assert.deepEqual(await buy(caller.learner(), { paymentToken }), {
          __typename: "PaymentDeclinedError",
          code: "PAYMENT_DECLINED",
          retryable,
        })
      assert.deepEqual(await buy(caller.learner(), { paymentToken: "timeout-before" }), {
        __typename: "PaymentPendingError",
        code: "PAYMENT_PENDING",
        retryAfterSeconds: 2,
      })
      for (const [input, path, rule, message] of [
        [{}, "paymentToken", "required", /33000 minor units of KRW/],
        [{ paymentToken: "no such" }, "paymentToken", "token", /provider/],
        [{ paymentToken: "ok", expectedPrice: { ...price, amountMinor: 1 } }, "expectedPrice", "current", /33000/],
      ] as const) {
        const answer = await buy(caller.learner(), input)
        assert.deepEqual(answer.fields, [{ path: [path], rule }])
        assert.match(String(answer.message), message)
      }
    })

    it("answers another purchase of the same course while one is unfinished as a conflict", async () => {
      const [learner, courseId] = [caller.learner(), service.courses.add({ price }).id]
      await buy(learner, { courseId, paymentToken: "timeout-before" })
      assert.deepEqual(await buy(learner, { courseId, paymentToken: "ok" }), {
        __typename: "ConflictError",
        code: "PURCHASE_IN_PROGRESS",
        currentEtag: null,
      })
    })
  })

  describe("changes of an enrolment", () => {
    const change = async (somebody: Somebody, mutation: string, id: string, etag?: string) => {
      const { data, errors } = await run<Record<string, Record<string, unknown>>>(
        somebody,
        `mutation ($id: ID!, $etag: String) {
          ${mutation}(id: $id, etag: $etag) {
            __typename
            ... on EnrollmentSuccess { replayed enrollment { id status etag } }
            ... on UserError { code }
            ... on ConflictError { currentEtag }
            ... on NotFoundError { resourceId }
          }
        }`,
        { id, etag },
      )
      return { answer: data[mutation], errors }
    }

    it("are answered with the enrolment as it is now", async () => {
      const userId = randomUUID()
      const id = await service.stored.enrollment(userId, randomUUID())
      const steps = [
        ["pauseEnrollment", "PAUSED", "2"],
        ["resumeEnrollment", "ACTIVE", "3"],
        ["cancelEnrollment", "CANCELLED", "4"],
      ] as const
      for (const [index, [mutation, status, etag]] of steps.entries())
        assert.deepEqual((await change(caller.learner(userId), mutation, id, String(index + 1))).answer, {
          __typename: "EnrollmentSuccess",
          replayed: false,
          enrollment: { id, status, etag },
        })
    })

    it("are refused by what stands against them: a stale etag, a state, that there is none", async () => {
      const userId = randomUUID()
      for (const mutation of ["cancelEnrollment", "pauseEnrollment", "resumeEnrollment"]) {
        const id = await service.stored.enrollment(userId, randomUUID(), {
          status: mutation === "resumeEnrollment" ? "PAUSED" : "ACTIVE",
          version: 5,
        })
        const conflict = (code: string) => ({ __typename: "ConflictError", code, currentEtag: "5" })
        assert.deepEqual((await change(caller.learner(userId), mutation, id, "4")).answer, conflict("ETAG_STALE"))
        const over = await service.stored.enrollment(userId, randomUUID(), { status: "EXPIRED", version: 5 })
        assert.deepEqual(
          (await change(caller.learner(userId), mutation, over)).answer,
          conflict(mutation === "cancelEnrollment" ? "ENROLLMENT_ENDED" : "ENROLLMENT_NOT_ACTIVE"),
        )
        for (const [somebody, asked] of [
          [caller.learner(), id],
          [caller.learner(userId), randomUUID()],
        ] as const)
          assert.deepEqual((await change(somebody, mutation, asked)).answer, {
            __typename: "NotFoundError",
            code: "ENROLLMENT_NOT_FOUND",
            resourceId: asked,
          })
        const { answer, errors } = await change(caller.anonymous, mutation, id)
        assert.equal(answer, null)
        assert.deepEqual(problems(errors), [[mutation, "UNAUTHENTICATED"]])
      }
    })

    it("say when all pauses are used up", async () => {
      const userId = randomUUID()
      const id = await service.stored.enrollment(userId, randomUUID(), { pause_count: 3 })
      const { answer } = await change(caller.learner(userId), "pauseEnrollment", id)
      assert.equal(answer?.code, "PAUSES_USED_UP")
    })
  })

  describe("grantEnrollment and extendEnrollment", () => {
    const ANSWER = `__typename
      ... on EnrollmentSuccess { replayed enrollment { source expiresAt etag user { id } } }
      ... on UserError { code }
      ... on NotFoundError { resourceId }
      ... on ValidationError { fields { path rule } }`
    const grant = async (input: Record<string, unknown>, somebody: Somebody = caller.admin()) =>
      run<{ grantEnrollment: Record<string, unknown> }>(
        somebody,
        `mutation ($input: GrantEnrollmentInput!) { grantEnrollment(input: $input) { ${ANSWER} } }`,
        {
          input: {
            userId: service.users.add().id,
            courseId: service.courses.add().id,
            idempotencyKey: randomUUID(),
            ...input,
          },
        },
      )
    const extend = async (input: Record<string, unknown>, somebody: Somebody = caller.admin()) =>
      run<{ extendEnrollment: Record<string, unknown> }>(
        somebody,
        `mutation ($input: ExtendEnrollmentInput!) { extendEnrollment(input: $input) { ${ANSWER} } }`,
        { input },
      )
    const [soon, later] = ["2098-01-01T00:00:00.000Z", "2099-01-01T00:00:00.000Z"]

    it("are answered with the enrolment", async () => {
      const userId = service.users.add().id
      const { data } = await grant({ userId, expiresAt: soon })
      assert.deepEqual(data.grantEnrollment, {
        __typename: "EnrollmentSuccess",
        replayed: false,
        enrollment: { source: "GRANT", expiresAt: soon, etag: "1", user: { id: userId } },
      })
      const enrollmentId = await service.stored.enrollment(userId, randomUUID(), { expires_at: new Date(soon) })
      const extended = await extend({ enrollmentId, expiresAt: later, etag: "1" })
      assert.deepEqual(extended.data.extendEnrollment, {
        __typename: "EnrollmentSuccess",
        replayed: false,
        enrollment: { source: "GRANT", expiresAt: later, etag: "2", user: { id: userId } },
      })
      assert.equal(
        (await extend({ enrollmentId, expiresAt: "2099-02-01T00:00:00Z", etag: "1" })).data.extendEnrollment.code,
        "ETAG_STALE",
      )
    })

    it("are refused by member and path", async () => {
      const unknown = randomUUID()
      for (const [input, expected] of [
        [{ userId: unknown }, { __typename: "NotFoundError", code: "USER_NOT_FOUND", resourceId: unknown }],
        [{ courseId: unknown }, { __typename: "NotFoundError", code: "COURSE_NOT_FOUND", resourceId: unknown }],
        [
          { expiresAt: "1969-01-01T00:00:00Z" },
          { __typename: "ValidationError", code: "INVALID_ARGUMENT", fields: [{ path: ["expiresAt"], rule: "range" }] },
        ],
      ] as const)
        assert.deepEqual((await grant(input)).data.grantEnrollment, expected)
      const twice = { userId: service.users.add().id, courseId: service.courses.add().id }
      await grant(twice)
      assert.deepEqual((await grant(twice)).data.grantEnrollment, {
        __typename: "ConflictError",
        code: "ALREADY_ENROLLED",
      })
      assert.deepEqual((await extend({ enrollmentId: unknown, expiresAt: soon })).data.extendEnrollment, {
        __typename: "NotFoundError",
        code: "ENROLLMENT_NOT_FOUND",
        resourceId: unknown,
      })
      assert.deepEqual(
        (await extend({ enrollmentId: unknown, expiresAt: "2100-01-01T00:00:00Z" })).data.extendEnrollment.fields,
        [{ path: ["expiresAt"], rule: "range" }],
      )
      assert.deepEqual(problems((await grant({}, caller.instructor())).errors), [["grantEnrollment", "FORBIDDEN"]])
      assert.deepEqual(problems((await extend({ enrollmentId: unknown, expiresAt: soon }, caller.learner())).errors), [
        ["extendEnrollment", "FORBIDDEN"],
      ])
    })
  })

  describe("plans and subscriptions", () => {
    const create = async (input: Record<string, unknown> = {}, somebody: Somebody = caller.admin()) =>
      run<{ createSubscriptionPlan: { __typename: string; plan: { id: string }; fields?: unknown } }>(
        somebody,
        `mutation ($input: CreateSubscriptionPlanInput!) {
          createSubscriptionPlan(input: $input) {
            __typename
            ... on SubscriptionPlanSuccess { plan { id name interval price { amountMinor currencyCode } } }
            ... on UserError { code }
            ... on ValidationError { fields { path rule } }
          }
        }`,
        {
          input: {
            name: "Yearly",
            interval: "YEAR",
            price: { amountMinor: 99_000, currencyCode: "KRW" },
            idempotencyKey: randomUUID(),
            ...input,
          },
        },
      )
    const archive = async (id: string, somebody: Somebody = caller.admin()) =>
      run<{ archiveSubscriptionPlan: unknown }>(
        somebody,
        `mutation ($id: ID!) { archiveSubscriptionPlan(id: $id) { __typename ... on SubscriptionPlanSuccess { plan { id } } ... on NotFoundError { code resourceId } } }`,
        { id },
      )
    const onSale = async () =>
      (
        await run<{ subscriptionPlans: { id: string }[] }>(
          caller.anonymous,
          `{ subscriptionPlans { id name interval price { amountMinor currencyCode } } }`,
        )
      ).data.subscriptionPlans

    it("are put on sale, shown to everybody and taken off sale by administrators", async () => {
      const { data } = await create()
      const { plan } = data.createSubscriptionPlan
      assert.deepEqual(plan, {
        id: plan.id,
        name: "Yearly",
        interval: "YEAR",
        price: { amountMinor: 99_000, currencyCode: "KRW" },
      })
      assert.deepEqual(await onSale(), [plan])
      assert.deepEqual((await archive(plan.id)).data.archiveSubscriptionPlan, {
        __typename: "SubscriptionPlanSuccess",
        plan: { id: plan.id },
      })
      assert.deepEqual(await onSale(), [])
      const unknown = randomUUID()
      assert.deepEqual((await archive(unknown)).data.archiveSubscriptionPlan, {
        __typename: "NotFoundError",
        code: "PLAN_NOT_FOUND",
        resourceId: unknown,
      })
      assert.deepEqual(
        (await create({ name: "", price: { amountMinor: 0, currencyCode: "?" } })).data.createSubscriptionPlan.fields,
        [
          { path: ["name"], rule: "length" },
          { path: ["price", "amountMinor"], rule: "range" },
          { path: ["price", "currencyCode"], rule: "currency" },
        ],
      )
      assert.deepEqual(problems((await create({}, caller.learner())).errors), [["createSubscriptionPlan", "FORBIDDEN"]])
      assert.deepEqual(problems((await archive(plan.id, caller.learner())).errors), [
        ["archiveSubscriptionPlan", "FORBIDDEN"],
      ])
    })

    it("refuse a plan too many as a conflict", async () => {
      for (let i = 0; i < 100; i++) await service.stored.plan()
      assert.equal((await create()).data.createSubscriptionPlan.__typename, "ConflictError")
      await service.db.updateTable("plans").set({ archived_at: new Date() }).execute()
    })

    it("are bought, each way in which that can end by a member of its own", async () => {
      const planId = (await create()).data.createSubscriptionPlan.plan.id
      const buy = async (somebody: Somebody, input: Record<string, unknown> = {}) => {
        const { data } = await run<{ purchaseSubscription: Record<string, unknown> & { subscription: object } }>(
          somebody,
          `mutation ($input: PurchaseSubscriptionInput!) {
            purchaseSubscription(input: $input) {
              __typename
              ... on SubscriptionSuccess { replayed subscription { status autoRenew etag plan { id } } }
              ... on UserError { code }
              ... on PaymentDeclinedError { retryable }
              ... on PaymentPendingError { retryAfterSeconds }
              ... on ConflictError { currentEtag }
              ... on NotFoundError { resourceId }
              ... on ValidationError { fields { path rule } }
            }
          }`,
          { input: { planId, paymentToken: "ok", idempotencyKey: randomUUID(), ...input } },
        )
        return data.purchaseSubscription
      }
      const learner = caller.learner(service.users.add().id)
      const key = randomUUID()
      const success = {
        __typename: "SubscriptionSuccess",
        replayed: false,
        subscription: { status: "ACTIVE", autoRenew: true, etag: "1", plan: { id: planId } },
      }
      assert.deepEqual(await buy(learner, { idempotencyKey: key }), success)
      assert.deepEqual(await buy(learner, { idempotencyKey: key }), { ...success, replayed: true })
      assert.deepEqual(await buy(learner), {
        __typename: "ConflictError",
        code: "ALREADY_SUBSCRIBED",
        currentEtag: "1",
      })
      assert.deepEqual((await buy(caller.learner(), { autoRenew: false })).subscription, {
        ...success.subscription,
        autoRenew: false,
      })
      const unknown = randomUUID()
      assert.deepEqual(await buy(caller.learner(), { planId: unknown }), {
        __typename: "NotFoundError",
        code: "PLAN_NOT_FOUND",
        resourceId: unknown,
      })
      assert.deepEqual(await buy(caller.learner(), { paymentToken: "decline" }), {
        __typename: "PaymentDeclinedError",
        code: "PAYMENT_DECLINED",
        retryable: false,
      })
      assert.deepEqual(await buy(caller.learner(), { paymentToken: "timeout" }), {
        __typename: "PaymentPendingError",
        code: "PAYMENT_PENDING",
        retryAfterSeconds: 2,
      })
      assert.deepEqual(await buy(caller.learner(), { paymentToken: "" }), {
        __typename: "ValidationError",
        code: "INVALID_ARGUMENT",
        fields: [{ path: ["paymentToken"], rule: "length" }],
      })
    })
  })

  describe("User.accessTo", () => {
    it("tells administrators the decision that a person gets, many people with one RPC", async () => {
      const courseId = service.courses.add().id
      const people = Array.from({ length: 20 }, () => service.users.add().id)
      for (const userId of people.slice(0, 10)) await service.stored.enrollment(userId, courseId)
      const before = await rpcs()
      const DECISION = "granted reason validUntil remedy evidence { enrollmentId subscriptionId staffRole preview }"
      const { data, errors } = await entities<{
        accessTo: { reason: string; remedy: string; evidence: object | null }
      }>(
        caller.admin(),
        "User",
        people,
        `accessTo(courseId: "${courseId}") { ${DECISION} } preview: accessTo(courseId: "${courseId}", preview: true) { reason }`,
      )
      assert.equal(errors, undefined)
      assert.equal((await rpcs()) - before, 1)
      for (const [index, { accessTo }] of data._entities.entries()) {
        const own = await entities<{ viewerAccess: unknown }>(
          caller.learner(people[index]),
          "Course",
          [courseId],
          `viewerAccess { ${DECISION} }`,
        )
        assert.deepEqual(accessTo, own.data._entities[0]?.viewerAccess)
        assert.deepEqual(
          [accessTo.reason, accessTo.remedy],
          index < 10 ? ["ENROLLED", "NONE"] : ["NOT_ENROLLED", "ENROLL"],
        )
      }
    })

    it("is null for nobody, and refused to all but administrators", async () => {
      const read = (somebody: Somebody, userId: string) =>
        entities<{ accessTo: unknown }>(somebody, "User", [userId], `accessTo(courseId: "${randomUUID()}") { reason }`)
      assert.equal((await read(caller.admin(), randomUUID())).data._entities[0]?.accessTo, null)
      const userId = service.users.add().id
      assert.deepEqual(problems((await read(caller.learner(userId), userId)).errors), [
        ["_entities.0.accessTo", "FORBIDDEN"],
      ])
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
    it("tells what a decision rests on, by what it is", async () => {
      const evidenceOf = async (somebody: Somebody, courseId: string) => {
        const { data } = await entities<{ viewerAccess: { evidence: unknown } }>(
          somebody,
          "Course",
          [courseId],
          "viewerAccess { evidence { enrollmentId subscriptionId staffRole preview } }",
        )
        return data._entities[0]?.viewerAccess.evidence
      }
      const nothing = { enrollmentId: null, subscriptionId: null, staffRole: null, preview: false }
      const course = service.courses.add()
      const userId = randomUUID()
      assert.equal(await evidenceOf(caller.learner(userId), course.id), null)
      const enrollmentId = await service.stored.enrollment(userId, course.id)
      const subscriptionId = await service.stored.subscription(userId)
      assert.deepEqual(await evidenceOf(caller.learner(userId), course.id), {
        ...nothing,
        enrollmentId,
        subscriptionId,
      })
      assert.deepEqual(await evidenceOf(caller.instructor(course.instructorId), course.id), {
        ...nothing,
        staffRole: "INSTRUCTOR",
      })
      assert.deepEqual(await evidenceOf(caller.admin(), course.id), { ...nothing, staffRole: "ADMIN" })
    })

    it("tells how many live enrolments 200 courses have with one RPC", async () => {
      const ids = Array.from({ length: 200 }, () => service.courses.add().id)
      for (const courseId of ids.slice(0, 2))
        await service.enrollment.createEnrollment({ courseId, requestId: randomUUID() }, callAs(caller.learner()))
      const before = await rpcs()
      const { data } = await entities<{ enrollmentCount: number }>(caller.anonymous, "Course", ids, "enrollmentCount")
      assert.deepEqual(
        data._entities.map(({ enrollmentCount }) => enrollmentCount),
        ids.map((_, i) => (i < 2 ? 1 : 0)),
      )
      assert.equal((await rpcs()) - before, 1)
    })

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
