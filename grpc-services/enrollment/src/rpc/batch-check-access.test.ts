import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import type { Call } from "@lectern/rpc/call"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { testEnrollmentService } from "../test-service.ts"

describe("batchCheckAccess", () => {
  let service: Awaited<ReturnType<typeof testEnrollmentService>>
  before(async () => {
    service = await testEnrollmentService()
  })
  after(() => service[Symbol.asyncDispose]())

  const inDays = (days: number) => new Date(Math.floor(Date.now() / 1000) * 1000 + days * 86_400_000)
  const check = (call: Call, courseIds: string[], previewCourseIds: string[] = []) =>
    service.enrollment.batchCheckAccess({ courseIds, previewCourseIds }, call)
  const reasons = async (call: Call, courseIds: string[], previewCourseIds: string[] = []) => {
    const { decisions, previewDecisions } = await check(call, courseIds, previewCourseIds)
    return [...decisions, ...previewDecisions].map(({ granted, reason }) => {
      const name = reason.replace("ACCESS_REASON_", "")
      assert.equal(granted, ["STAFF", "PREVIEW", "ENROLLED", "SUBSCRIBED"].includes(name), name)
      return name
    })
  }

  it("tells anonymous callers to sign in, and shows them previews of published courses", async () => {
    const course = service.courses.add()
    const draft = service.courses.add({ status: "COURSE_STATUS_DRAFT" })
    assert.deepEqual(await reasons(callAs(caller.anonymous), [course.id, draft.id], [course.id, draft.id]), [
      "NOT_SIGNED_IN",
      "COURSE_UNPUBLISHED",
      "PREVIEW",
      "COURSE_UNPUBLISHED",
    ])
  })

  it("opens a course to the enrolled, until their time is over", async () => {
    const [open, ending, over, paused, completed, other] = Array.from(
      { length: 6 },
      () => service.courses.add().id,
    ) as [string, string, string, string, string, string]
    const userId = randomUUID()
    const end = inDays(3)
    const stored = (courseId: string, over_: Parameters<typeof service.stored.enrollment>[2] = {}) =>
      service.stored.enrollment(userId, courseId, over_)
    const ids = {
      open: await stored(open),
      ending: await stored(ending, { expires_at: end }),
      over: await stored(over, { expires_at: inDays(-1) }),
      paused: await stored(paused, { status: "PAUSED" }),
      completed: await stored(completed, { status: "COMPLETED" }),
    }
    const { decisions } = await check(callAs(caller.learner(userId)), [open, ending, over, paused, completed, other])
    const enrolled = { granted: true, reason: "ACCESS_REASON_ENROLLED", remedy: "ACCESS_REMEDY_NONE" }
    const denied = { granted: false, reason: "ACCESS_REASON_NOT_ENROLLED", validUntilTime: null }
    const evidence = (enrollmentId: string) => ({
      evidence: { enrollmentId, subscriptionId: "", staffRole: "STAFF_ROLE_UNSPECIFIED", preview: false },
    })
    assert.deepEqual(decisions, [
      { courseId: open, ...enrolled, validUntilTime: null, ...evidence(ids.open) },
      { courseId: ending, ...enrolled, validUntilTime: decoded(end), ...evidence(ids.ending) },
      { courseId: over, ...denied, ...evidence(ids.over), remedy: "ACCESS_REMEDY_ENROLL" },
      { courseId: paused, ...denied, ...evidence(ids.paused), remedy: "ACCESS_REMEDY_RESUME_ENROLLMENT" },
      { courseId: completed, ...enrolled, validUntilTime: null, ...evidence(ids.completed) },
      { courseId: other, ...denied, evidence: null, remedy: "ACCESS_REMEDY_ENROLL" },
    ])
  })

  it("rests on the live enrolment, or else on the latest one, of courses with a price as of free ones", async () => {
    const course = service.courses.add({ price: { amountMinor: 33_000, currencyCode: "KRW" } })
    const userId = randomUUID()
    const now = async () => {
      const [decision] = (await check(callAs(caller.learner(userId)), [course.id])).decisions
      return [decision?.evidence?.enrollmentId ?? null, decision?.remedy.replace("ACCESS_REMEDY_", "")]
    }
    assert.deepEqual(await now(), [null, "PURCHASE"])
    await service.stored.enrollment(userId, course.id, { status: "CANCELLED" })
    const latest = await service.stored.enrollment(userId, course.id, { status: "EXPIRED" })
    assert.deepEqual(await now(), [latest, "PURCHASE"])
    const live = await service.stored.enrollment(userId, course.id)
    await service.stored.enrollment(userId, course.id, { status: "CANCELLED" })
    assert.deepEqual(await now(), [live, "NONE"])
    const subscription = await service.stored.subscription(userId, { status: "EXPIRED" })
    const other = service.courses.add({ price: { amountMinor: 33_000, currencyCode: "KRW" } })
    const [decision] = (await check(callAs(caller.learner(userId)), [other.id])).decisions
    assert.deepEqual([decision?.evidence?.subscriptionId, decision?.remedy], [subscription, "ACCESS_REMEDY_RENEW"])
  })

  it("opens every published course to subscribers, and says so when the subscription is over", async () => {
    const ids = [service.courses.add().id, service.courses.add().id]
    const [active, grace, cancelled] = [randomUUID(), randomUUID(), randomUUID()]
    const end = inDays(15)
    await service.stored.subscription(active, { period_end: end })
    await service.stored.subscription(grace, { status: "GRACE", period_end: inDays(-1) })
    await service.stored.subscription(cancelled, { status: "CANCELLED" })
    const { decisions } = await check(callAs(caller.learner(active)), ids)
    assert.deepEqual(
      decisions.map(({ reason, validUntilTime }) => [reason, validUntilTime]),
      ids.map(() => ["ACCESS_REASON_SUBSCRIBED", decoded(end)]),
    )
    assert.deepEqual(await reasons(callAs(caller.learner(grace)), ids), ["SUBSCRIBED", "SUBSCRIBED"])
    assert.deepEqual(await reasons(callAs(caller.learner(cancelled)), ids), [
      "SUBSCRIPTION_EXPIRED",
      "SUBSCRIPTION_EXPIRED",
    ])
  })

  it("opens all of their own to instructors, and everything to administrators", async () => {
    const instructorId = randomUUID()
    const own = service.courses.add({ status: "COURSE_STATUS_DRAFT", instructorId }).id
    const other = service.courses.add().id
    assert.deepEqual(await reasons(callAs(caller.instructor(instructorId)), [own, other]), ["STAFF", "NOT_ENROLLED"])
    assert.deepEqual(await reasons(callAs(caller.admin()), [own, other]), ["STAFF", "STAFF"])
  })

  it("answers an unknown course as an unpublished one, to enrolled and staff alike", async () => {
    const userId = randomUUID()
    const unknown = randomUUID()
    await service.stored.enrollment(userId, unknown)
    for (const somebody of [caller.learner(userId), caller.admin(), caller.anonymous])
      assert.deepEqual(
        await reasons(callAs(somebody), [unknown, "no id", ""], [unknown]),
        Array(4).fill("COURSE_UNPUBLISHED"),
      )
  })

  it("answers in the order of the question, each id as often as it came", async () => {
    const [a, b] = [service.courses.add().id, service.courses.add().id]
    const { decisions, previewDecisions } = await check(callAs(caller.learner()), [b, a, b], [a])
    assert.deepEqual(
      decisions.map(({ courseId }) => courseId),
      [b, a, b],
    )
    assert.deepEqual(
      previewDecisions.map(({ courseId }) => courseId),
      [a],
    )
    assert.deepEqual(await check(callAs(caller.learner()), []), { decisions: [], previewDecisions: [] })
  })

  it("costs one RPC and two statements for 1 and for 200 courses, and no statement for anonymous callers", async () => {
    const ids = Array.from({ length: 200 }, () => service.courses.add().id)
    const userId = randomUUID()
    for (const id of ids.slice(0, 100)) await service.stored.enrollment(userId, id)
    const cost = async (call: Call, courseIds: string[]) => {
      const count = async () => [
        await counterValue(service.telemetry, "grpc_client_handled_total", { grpc_method: "BatchGetCourses" }),
        await counterValue(service.telemetry, "db_statements_total", { origin: "call" }),
      ]
      const [rpcs = 0, statements = 0] = await count()
      await check(call, courseIds, courseIds)
      const [rpcsAfter = 0, statementsAfter = 0] = await count()
      return [rpcsAfter - rpcs, statementsAfter - statements]
    }
    assert.deepEqual(await cost(callAs(caller.learner(userId)), ids.slice(0, 1)), [1, 2])
    assert.deepEqual(await cost(callAs(caller.learner(userId)), ids), [1, 2])
    assert.deepEqual(await cost(callAs(caller.anonymous), ids), [1, 0])
  })

  it("refuses more than 200 courses", async () => {
    const ids = Array.from({ length: 201 }, () => randomUUID())
    const call = callAs(caller.learner())
    await refusal(check(call, ids), "INVALID_ARGUMENT", "BATCH_TOO_LARGE")
    await refusal(check(call, [], ids), "INVALID_ARGUMENT", "BATCH_TOO_LARGE")
    await refusal(check(call, ids.slice(0, 101), ids.slice(101)), "INVALID_ARGUMENT", "BATCH_TOO_LARGE")
  })

  it("grants nothing while the courses service is away", async () => {
    const course = service.courses.add()
    const userId = randomUUID()
    await service.stored.enrollment(userId, course.id)
    service.courses.isAway = true
    try {
      await refusal(check(callAs(caller.learner(userId)), [course.id]), "UNAVAILABLE")
    } finally {
      service.courses.isAway = false
    }
  })
})

/** A timestamp as a client reads it. */
const decoded = (date: Date) => toTimestamp(date)
