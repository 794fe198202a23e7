import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { setTimeout as delay } from "node:timers/promises"
import type { CreateEnrollmentRequest } from "@lectern/contracts/elearning/enrollment/v1/CreateEnrollmentRequest.ts"
import type { Call } from "@lectern/rpc/call"
import { ServiceError } from "@lectern/rpc/errors"
import { idToBytes } from "@lectern/service-kit/ids"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testEnrollmentService } from "../test-service.ts"

describe("createEnrollment", () => {
  let service: Awaited<ReturnType<typeof testEnrollmentService>>
  before(async () => {
    service = await testEnrollmentService()
  })
  after(() => service[Symbol.asyncDispose]())

  const enroll = (call: Call, courseId: string, requestId: string = randomUUID()) =>
    service.enrollment.createEnrollment({ courseId, requestId }, call)
  /** As a client does that is told to come again: fifty at once may find the database busy. */
  const patiently = async <T>(work: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof ServiceError) || error.code !== "RESOURCE_EXHAUSTED") throw error
        await delay(error.details.retryAfterMs)
      }
    }
  }
  const countOf = async (table: "enrollments" | "notices", userId: string) => {
    const rows = await service.db.selectFrom(table).select("id").where("user_id", "=", idToBytes(userId)).execute()
    return rows.length
  }

  it("enrols the caller and dates it", async () => {
    const course = service.courses.add()
    const userId = randomUUID()
    const began = Date.now()
    const { enrollment, replayed } = await enroll(callAs(caller.learner(userId)), course.id)
    assert.equal(replayed, false)
    assert.ok(enrollment)
    const enrolledMs = Number(enrollment.enrollTime?.seconds) * 1000 + (enrollment.enrollTime?.nanos ?? 0) / 1e6
    assert.ok(enrolledMs >= began && enrolledMs <= Date.now(), `${enrolledMs} is not now`)
    assert.deepEqual(
      { ...enrollment, id: "", enrollTime: null },
      {
        id: "",
        userId,
        courseId: course.id,
        status: "ENROLLMENT_STATUS_ACTIVE",
        source: "ENROLLMENT_SOURCE_PURCHASE",
        enrollTime: null,
        expireTime: null,
        etag: "1",
        pauseTime: null,
        pausesLeft: 3,
      },
    )
    const read = await service.enrollment.batchGetEnrollments({ ids: [enrollment.id] }, callAs(caller.learner(userId)))
    assert.deepEqual(read.enrollments, [enrollment])
  })

  it("writes the notice with it, once", async () => {
    const userId = randomUUID()
    const call = callAs(caller.learner(userId))
    const requestId = randomUUID()
    const { enrollment } = await enroll(call, service.courses.add().id, requestId)
    await enroll(call, enrollment?.courseId ?? "", requestId)
    const { notices, unreadCount } = await service.enrollment.listNotices({ userId }, call)
    assert.deepEqual(
      notices.map(({ type, subjectId, createTime, readTime }) => ({ type, subjectId, createTime, readTime })),
      [
        {
          type: "NOTICE_TYPE_ENROLLMENT_CONFIRMED",
          subjectId: enrollment?.id,
          createTime: enrollment?.enrollTime,
          readTime: null,
        },
      ],
    )
    assert.equal(unreadCount, 1)
  })

  it("refuses a second live enrolment with the etag of the first, and writes nothing", async () => {
    const course = service.courses.add()
    for (const status of ["ACTIVE", "PAUSED", "COMPLETED"] as const) {
      const userId = randomUUID()
      await service.stored.enrollment(userId, course.id, { status, version: 7 })
      const error = await refusal(
        enroll(callAs(caller.learner(userId)), course.id),
        "ALREADY_EXISTS",
        "ALREADY_ENROLLED",
      )
      assert.equal(error.details.currentEtag, "7")
      assert.equal(await countOf("enrollments", userId), 1)
      assert.equal(await countOf("notices", userId), 0)
    }
  })

  it("enrols again after an enrolment that was given up, or whose time is over", async () => {
    const course = service.courses.add()
    for (const over of [
      { status: "CANCELLED" },
      { status: "EXPIRED" },
      { status: "ACTIVE", expires_at: new Date(Date.now() - 1000) },
    ] as const) {
      const userId = randomUUID()
      const call = callAs(caller.learner(userId))
      const old = await service.stored.enrollment(userId, course.id, over)
      const { enrollment } = await enroll(call, course.id)
      assert.notEqual(enrollment?.id, old)
      const { enrollments } = await service.enrollment.batchGetEnrollments({ ids: [old] }, call)
      assert.equal(enrollments[0]?.status, `ENROLLMENT_STATUS_${over.status === "CANCELLED" ? "CANCELLED" : "EXPIRED"}`)
    }
  })

  it("does not find an unknown, an unpublished or a malformed course, and says which", async () => {
    const instructorId = randomUUID()
    const draft = service.courses.add({ status: "COURSE_STATUS_DRAFT", instructorId })
    const archived = service.courses.add({ status: "COURSE_STATUS_ARCHIVED", instructorId })
    for (const id of [randomUUID(), draft.id, archived.id]) {
      const error = await refusal(enroll(callAs(caller.learner()), id), "NOT_FOUND", "COURSE_NOT_FOUND")
      assert.equal(error.details.resourceId, id)
    }
    // What is no id is not sent back: it may be too long for an answer.
    for (const id of ["no id", "", "x".repeat(100_000)])
      await refusal(enroll(callAs(caller.learner()), id), "NOT_FOUND", "COURSE_NOT_FOUND")
    // Those who see the draft can't enrol in it either.
    await refusal(enroll(callAs(caller.admin()), draft.id), "NOT_FOUND", "COURSE_NOT_FOUND")
    await refusal(enroll(callAs(caller.instructor(instructorId)), draft.id), "NOT_FOUND", "COURSE_NOT_FOUND")
  })

  it("asks for an idempotency key that is a UUID", async () => {
    const course = service.courses.add()
    for (const requestId of ["", "no uuid", randomUUID() + "0", " "]) {
      const error = await refusal(
        enroll(callAs(caller.learner()), course.id, requestId),
        "INVALID_ARGUMENT",
        "INVALID_ARGUMENT",
      )
      assert.deepEqual(error.details.violations, [{ field: "request_id", rule: "uuid", message: "a UUID is expected" }])
    }
  })

  it("refuses anonymous callers and services", async () => {
    const course = service.courses.add()
    for (const somebody of [caller.anonymous, caller.gateway])
      await refusal(enroll(callAs(somebody), course.id), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
  })

  it("answers a repeat as the first time, also after the enrolment has ended", async () => {
    const call = callAs(caller.learner())
    const requestId = randomUUID()
    const first = await enroll(call, service.courses.add().id, requestId)
    await service.db
      .updateTable("enrollments")
      .set({ status: "CANCELLED", version: 2 })
      .where("id", "=", idToBytes(first.enrollment?.id ?? ""))
      .execute()
    const again = await enroll(call, first.enrollment?.courseId ?? "", requestId.toUpperCase())
    assert.deepEqual(again, { enrollment: first.enrollment, replayed: true })
  })

  it("answers a repeat while the courses service is away, or the course is no longer published", async () => {
    const course = service.courses.add()
    const call = callAs(caller.learner())
    const requestId = randomUUID()
    const first = await enroll(call, course.id, requestId)
    try {
      service.courses.isAway = true
      assert.deepEqual(await enroll(call, course.id, requestId), { ...first, replayed: true })
      await refusal(enroll(call, course.id), "UNAVAILABLE")
    } finally {
      service.courses.isAway = false
    }
    service.courses.add({ ...course, status: "COURSE_STATUS_ARCHIVED" })
    assert.deepEqual(await enroll(call, course.id, requestId), { ...first, replayed: true })
  })

  it("refuses the key of another request, and keeps keys of two people apart", async () => {
    const [a, b] = [service.courses.add(), service.courses.add()]
    const call = callAs(caller.learner())
    const requestId = randomUUID()
    await enroll(call, a.id, requestId)
    const error = await refusal(enroll(call, b.id, requestId), "INVALID_ARGUMENT", "REQUEST_ID_REUSED")
    assert.equal(error.details.violations?.[0]?.field, "request_id")
    assert.equal((await enroll(callAs(caller.learner()), b.id, requestId)).replayed, false)
  })

  it("does not remember a refusal under its key", async () => {
    const course = service.courses.add({ status: "COURSE_STATUS_DRAFT" })
    const call = callAs(caller.learner())
    const requestId = randomUUID()
    await refusal(enroll(call, course.id, requestId), "NOT_FOUND")
    service.courses.add({ ...course, status: "COURSE_STATUS_PUBLISHED" })
    assert.equal((await enroll(call, course.id, requestId)).replayed, false)
  })

  it("lets exactly one of fifty at once succeed", async () => {
    const course = service.courses.add()
    const userId = randomUUID()
    const call = callAs(caller.learner(userId))
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => patiently(() => enroll(call, course.id))),
    )
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []))
    assert.deepEqual([...new Set(refused.map(({ reason }) => reason))], ["ALREADY_ENROLLED"])
    assert.deepEqual([...new Set(refused.map(({ details }) => details.currentEtag))], ["1"])
    assert.equal(refused.length, 49)
    assert.equal(await countOf("enrollments", userId), 1)
    assert.equal(await countOf("notices", userId), 1)
  })

  it("lets exactly one of fifty at once succeed where an old enrolment stands in the way", async () => {
    const course = service.courses.add()
    const userId = randomUUID()
    await service.stored.enrollment(userId, course.id, { expires_at: new Date(Date.now() - 1000) })
    const call = callAs(caller.learner(userId))
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => patiently(() => enroll(call, course.id))),
    )
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []))
    assert.deepEqual([...new Set(refused.map(({ reason }) => reason))], ["ALREADY_ENROLLED"])
    assert.equal(refused.length, 49)
    assert.equal(await countOf("enrollments", userId), 2)
  })

  it("answers twenty at once with one key alike, all but one as a replay", async () => {
    const course = service.courses.add()
    const userId = randomUUID()
    const call = callAs(caller.learner(userId))
    const requestId = randomUUID()
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => patiently(() => enroll(call, course.id, requestId))),
    )
    assert.equal(new Set(replies.map(({ enrollment }) => JSON.stringify(enrollment))).size, 1)
    assert.equal(replies.filter(({ replayed }) => replayed).length, 19)
    assert.equal(await countOf("enrollments", userId), 1)
    assert.equal(await countOf("notices", userId), 1)
  })

  describe("in a course with a price", () => {
    const price = { amountMinor: 33_000, currencyCode: "KRW" }
    const buy = (call: Call, courseId: string, over: Partial<CreateEnrollmentRequest> = {}) =>
      service.enrollment.createEnrollment({ courseId, paymentToken: "ok", requestId: randomUUID(), ...over }, call)
    const paidBy = async (userId: string) =>
      (
        await service.db
          .selectFrom("payments")
          .select(["amount_minor", "currency_code", "state"])
          .where("user_id", "=", idToBytes(userId))
          .execute()
      ).map(({ amount_minor, currency_code, state }) => `${state} ${amount_minor} ${currency_code}`)
    const fields = async (promise: Promise<unknown>) =>
      (await refusal(promise, "INVALID_ARGUMENT", "INVALID_ARGUMENT")).details.violations?.map(
        ({ field, rule, message }) => `${field} ${rule} ${message}`,
      )

    it("charges the price and enrols for good", async () => {
      const course = service.courses.add({ price })
      const userId = randomUUID()
      const { enrollment, replayed } = await buy(callAs(caller.learner(userId)), course.id, { expectedPrice: price })
      assert.deepEqual(
        [enrollment?.courseId, enrollment?.source, enrollment?.expireTime, enrollment?.etag, replayed],
        [course.id, "ENROLLMENT_SOURCE_PURCHASE", null, "1", false],
      )
      assert.deepEqual(await paidBy(userId), ["CAPTURED 33000 KRW"])
      assert.equal(await countOf("notices", userId), 1)
    })

    it("asks for a means of payment, and names the price", async () => {
      const course = service.courses.add({ price })
      assert.deepEqual(await fields(buy(callAs(caller.learner()), course.id, { paymentToken: "" })), [
        "payment_token required the course costs 33000 minor units of KRW: a means of payment is expected",
      ])
      const long = await fields(buy(callAs(caller.learner()), course.id, { paymentToken: "x".repeat(256) }))
      assert.match(long?.join() ?? "", /^payment_token length/)
      assert.match(
        (await fields(buy(callAs(caller.learner()), course.id, { paymentToken: "?" })))?.join() ?? "",
        /^payment_token token/,
      )
    })

    it("charges nobody another price than they were shown", async () => {
      const course = service.courses.add({ price })
      const userId = randomUUID()
      const call = callAs(caller.learner(userId))
      for (const expectedPrice of [
        { amountMinor: 32_999, currencyCode: "KRW" },
        { amountMinor: 33_000, currencyCode: "USD" },
        { amountMinor: 0, currencyCode: "KRW" },
      ])
        assert.deepEqual(await fields(buy(call, course.id, { expectedPrice })), [
          "expected_price current the course costs 33000 minor units of KRW now",
        ])
      for (const [expectedPrice, field] of [
        [{ amountMinor: -33_000, currencyCode: "KRW" }, "expected_price.amount_minor range"],
        [{ amountMinor: Number.MAX_SAFE_INTEGER, currencyCode: "KRW" }, "expected_price.amount_minor range"],
        [{ amountMinor: 33_000, currencyCode: "원" }, "expected_price.currency_code currency"],
      ] as const)
        assert.match((await fields(buy(call, course.id, { expectedPrice })))?.join() ?? "", new RegExp(`^${field}`))
      const free = service.courses.add()
      assert.deepEqual(await fields(buy(call, free.id, { expectedPrice: price })), [
        "expected_price current the course costs nothing now",
      ])
      await buy(call, free.id, { expectedPrice: { amountMinor: 0, currencyCode: "KRW" } })
      assert.deepEqual(await paidBy(userId), [])
    })

    it("answers a repeat as the first time, whatever became of price, course and enrolment since", async () => {
      const course = service.courses.add({ price })
      const userId = randomUUID()
      const call = callAs(caller.learner(userId))
      const requestId = randomUUID()
      const first = await buy(call, course.id, { requestId })
      await service.enrollment.cancelEnrollment({ id: first.enrollment?.id ?? "" }, call)
      service.courses.add({ ...course, status: "COURSE_STATUS_ARCHIVED", price: { ...price, amountMinor: 1 } })
      assert.deepEqual(await buy(call, course.id, { requestId }), { ...first, replayed: true })
      assert.deepEqual(await paidBy(userId), ["CAPTURED 33000 KRW"])
      for (const other of [{ paymentToken: "decline" }, { expectedPrice: price }])
        await refusal(buy(call, course.id, { requestId, ...other }), "INVALID_ARGUMENT", "REQUEST_ID_REUSED")
    })

    it("says that a payment was declined and whether it may succeed later, and remembers it under the key", async () => {
      const course = service.courses.add({ price })
      for (const [paymentToken, retryable] of [
        ["decline", "false"],
        ["decline-retryable", "true"],
      ] as const) {
        const userId = randomUUID()
        const call = callAs(caller.learner(userId))
        const requestId = randomUUID()
        for (let i = 0; i < 2; i++) {
          const error = await refusal(
            buy(call, course.id, { paymentToken, requestId }),
            "FAILED_PRECONDITION",
            "PAYMENT_DECLINED",
          )
          assert.deepEqual(error.details.metadata, { retryable })
        }
        assert.equal(await countOf("enrollments", userId), 0)
        assert.equal((await buy(call, course.id)).replayed, false)
      }
    })

    it("says that it does not know yet when the provider does not answer, and how it ended under the same key", async () => {
      const course = service.courses.add({ price })
      const userId = randomUUID()
      const call = callAs(caller.learner(userId))
      const request = { paymentToken: "timeout", requestId: randomUUID() }
      const error = await refusal(buy(call, course.id, request), "ABORTED", "PAYMENT_PENDING")
      assert.ok((error.details.retryAfterMs ?? 0) > 0)
      await refusal(buy(call, course.id), "ALREADY_EXISTS", "PURCHASE_IN_PROGRESS")
      const { enrollment, replayed } = await buy(call, course.id, request)
      assert.deepEqual([enrollment?.status, replayed], ["ENROLLMENT_STATUS_ACTIVE", true])
      assert.deepEqual(await paidBy(userId), ["CAPTURED 33000 KRW"])
      assert.equal(await countOf("notices", userId), 1)
    })

    it("enrols and charges once when fifty ask at once with keys of their own", async () => {
      const course = service.courses.add({ price })
      const userId = randomUUID()
      const call = callAs(caller.learner(userId))
      const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => patiently(() => buy(call, course.id))))
      const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []))
      assert.equal(refused.length, 49)
      for (const { code, reason } of refused) {
        assert.equal(code, "ALREADY_EXISTS")
        assert.ok(["ALREADY_ENROLLED", "PURCHASE_IN_PROGRESS"].includes(reason), reason)
      }
      assert.deepEqual(await paidBy(userId), ["CAPTURED 33000 KRW"])
      assert.equal(await countOf("enrollments", userId), 1)
      assert.equal(await countOf("notices", userId), 1)
    })

    it("answers twenty at once with one key alike, and charges once", async () => {
      const course = service.courses.add({ price })
      const userId = randomUUID()
      const call = callAs(caller.learner(userId))
      const requestId = randomUUID()
      const replies = await Promise.all(
        Array.from({ length: 20 }, () => patiently(() => buy(call, course.id, { requestId }))),
      )
      assert.equal(new Set(replies.map(({ enrollment }) => JSON.stringify(enrollment))).size, 1)
      assert.equal(replies.filter(({ replayed }) => replayed).length, 19)
      assert.deepEqual(await paidBy(userId), ["CAPTURED 33000 KRW"])
    })

    it("gives subscribers a place without payment that opens nothing by itself, and lets them buy the course all the same", async () => {
      const course = service.courses.add({ price })
      const userId = randomUUID()
      const call = callAs(caller.learner(userId))
      const reason = async () =>
        (await service.enrollment.batchCheckAccess({ courseIds: [course.id] }, call)).decisions[0]?.reason
      await service.stored.subscription(userId)
      const { enrollment: place } = await buy(call, course.id, { paymentToken: "" })
      assert.equal(place?.source, "ENROLLMENT_SOURCE_SUBSCRIPTION")
      assert.equal(await reason(), "ACCESS_REASON_SUBSCRIBED")
      await refusal(buy(call, course.id, { paymentToken: "" }), "ALREADY_EXISTS", "ALREADY_ENROLLED")
      await service.db
        .updateTable("subscriptions")
        .set({ status: "EXPIRED" })
        .where("user_id", "=", idToBytes(userId))
        .execute()
      assert.equal(await reason(), "ACCESS_REASON_SUBSCRIPTION_EXPIRED")
      const { enrollment: bought } = await buy(call, course.id)
      assert.equal(bought?.source, "ENROLLMENT_SOURCE_PURCHASE")
      assert.equal(await reason(), "ACCESS_REASON_ENROLLED")
      const { enrollments } = await service.enrollment.batchGetEnrollments({ ids: [place?.id ?? ""] }, call)
      assert.equal(enrollments[0]?.status, "ENROLLMENT_STATUS_CANCELLED")
    })

    it("gives no place to who has no subscription that holds", async () => {
      const course = service.courses.add({ price })
      for (const over of [{ status: "EXPIRED" }, { period_end: new Date(Date.now() - 1) }] as const) {
        const userId = randomUUID()
        await service.stored.subscription(userId, over)
        assert.match(
          (await fields(buy(callAs(caller.learner(userId)), course.id, { paymentToken: "" })))?.join() ?? "",
          /^payment_token required/,
        )
      }
    })
  })
})
