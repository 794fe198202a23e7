import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { idToBytes } from "@lectern/service-kit/ids"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testEnrollmentService } from "../test-service.ts"

describe("grantEnrollment", () => {
  let service: Awaited<ReturnType<typeof testEnrollmentService>>
  before(async () => {
    service = await testEnrollmentService()
  })
  after(() => service[Symbol.asyncDispose]())

  const admin = caller.admin()
  const end = new Date(Math.floor(Date.now() / 1000) * 1000 + 86_400_000)
  const grant = (
    over: { userId?: string; courseId?: string; expiresAt?: Date | null; requestId?: string } = {},
    somebody = admin,
  ) =>
    service.enrollment.grantEnrollment(
      {
        userId: over.userId ?? service.users.add().id,
        courseId: over.courseId ?? service.courses.add().id,
        expireTime: over.expiresAt ? toTimestamp(over.expiresAt) : null,
        requestId: over.requestId ?? randomUUID(),
      },
      callAs(somebody),
    )

  it("gives somebody an enrolment until a time, in a draft too, with a notice", async () => {
    const user = service.users.add()
    const course = service.courses.add({
      status: "COURSE_STATUS_DRAFT",
      price: { amountMinor: 5, currencyCode: "KRW" },
    })
    const { enrollment, replayed } = await grant({ userId: user.id, courseId: course.id, expiresAt: end })
    assert.equal(replayed, false)
    assert.deepEqual(
      { ...enrollment, id: "", enrollTime: null },
      {
        id: "",
        userId: user.id,
        courseId: course.id,
        status: "ENROLLMENT_STATUS_ACTIVE",
        source: "ENROLLMENT_SOURCE_GRANT",
        enrollTime: null,
        expireTime: toTimestamp(end),
        etag: "1",
        pauseTime: null,
        pausesLeft: 3,
      },
    )
    const { notices } = await service.enrollment.listNotices({ userId: user.id }, callAs(caller.learner(user.id)))
    assert.deepEqual(
      notices.map(({ type, subjectId }) => [type, subjectId]),
      [["NOTICE_TYPE_ENROLLMENT_CONFIRMED", enrollment?.id]],
    )
  })

  it("answers a repeat as the first time, also when the end has passed or the neighbours are away", async () => {
    const requestId = randomUUID()
    const request = { userId: service.users.add().id, courseId: service.courses.add().id, expiresAt: end, requestId }
    const first = await grant(request)
    service.users.isAway = service.courses.isAway = true
    try {
      assert.deepEqual(await grant(request), { ...first, replayed: true })
      await refusal(grant(), "UNAVAILABLE")
    } finally {
      service.users.isAway = service.courses.isAway = false
    }
    await refusal(grant({ ...request, expiresAt: null }), "INVALID_ARGUMENT", "REQUEST_ID_REUSED")
  })

  it("is for administrators alone", async () => {
    for (const somebody of [caller.learner(), caller.instructor()])
      await refusal(grant({}, somebody), "PERMISSION_DENIED", "SCOPE_MISSING")
    await refusal(grant({}, caller.anonymous), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
  })

  it("does not find unknown people and courses", async () => {
    for (const userId of [randomUUID(), "no id", ""]) await refusal(grant({ userId }), "NOT_FOUND", "USER_NOT_FOUND")
    for (const courseId of [randomUUID(), "no id", ""])
      await refusal(grant({ courseId }), "NOT_FOUND", "COURSE_NOT_FOUND")
  })

  it("refuses ends that are over or absurd, and keys that are none, by field", async () => {
    const fields = async (over: Parameters<typeof grant>[0]) =>
      (await refusal(grant(over), "INVALID_ARGUMENT", "INVALID_ARGUMENT")).details.violations?.map(({ field }) => field)
    for (const expiresAt of [new Date(Date.now() - 1000), new Date(-1), new Date("2100-01-01T00:00:00Z")])
      assert.deepEqual(await fields({ expiresAt }), ["expire_time"])
    assert.deepEqual(await fields({ requestId: "" }), ["request_id"])
  })

  it("gives one of ten at once", async () => {
    const request = { userId: service.users.add().id, courseId: service.courses.add().id }
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => grant(request)))
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.reason] : []))
    assert.deepEqual([refused.length, ...new Set(refused)], [9, "ALREADY_ENROLLED"])
    const rows = await service.db
      .selectFrom("enrollments")
      .select("id")
      .where("user_id", "=", idToBytes(request.userId))
      .execute()
    assert.equal(rows.length, 1)
  })
})
