import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, beforeEach, describe, it } from "node:test"
import { fromTimestampOrNull } from "@lectern/rpc/timestamp"
import { idToBytes } from "@lectern/service-kit/ids"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { endEnrollments } from "../ended-enrollments.ts"
import { testEnrollmentService } from "../test-service.ts"

const DAY_MS = 86_400_000
const began = new Date(Math.floor(Date.now() / 1000) * 1000)

describe("pauseEnrollment and resumeEnrollment", () => {
  // By so little ahead of the system's clock that passports hold.
  let aheadMs = 0
  let service: Awaited<ReturnType<typeof testEnrollmentService>>
  before(async () => {
    service = await testEnrollmentService(() => new Date(began.getTime() + aheadMs))
  })
  after(() => service[Symbol.asyncDispose]())
  beforeEach(() => {
    aheadMs = 0
  })
  const inMs = (ms: number) => new Date(began.getTime() + ms)
  const as = (userId: string) => callAs(caller.learner(userId))
  const pause = (userId: string, id: string, etag = "") =>
    service.enrollment.pauseEnrollment({ id, etag }, as(userId)).then(({ enrollment }) => enrollment)
  const resume = (userId: string, id: string, etag = "") =>
    service.enrollment.resumeEnrollment({ id, etag }, as(userId)).then(({ enrollment }) => enrollment)
  const enrolled = async (over: Parameters<typeof service.stored.enrollment>[2] = {}) => {
    const userId = randomUUID()
    const course = service.courses.add()
    return { userId, courseId: course.id, id: await service.stored.enrollment(userId, course.id, over) }
  }

  it("puts an enrolment on hold and lets it go on, its end later by exactly the time between", async () => {
    const { userId, courseId, id } = await enrolled({ expires_at: inMs(5 * DAY_MS) })
    const reason = async () =>
      (await service.enrollment.batchCheckAccess({ courseIds: [courseId] }, as(userId))).decisions[0]?.reason
    const paused = await pause(userId, id, "1")
    assert.deepEqual(
      [
        paused?.status,
        paused?.etag,
        paused?.pausesLeft,
        fromTimestampOrNull(paused?.pauseTime),
        fromTimestampOrNull(paused?.expireTime),
      ],
      ["ENROLLMENT_STATUS_PAUSED", "2", 2, began, inMs(5 * DAY_MS)],
    )
    assert.equal(await reason(), "ACCESS_REASON_NOT_ENROLLED")
    aheadMs = 12_345
    const resumed = await resume(userId, id, "2")
    assert.deepEqual(
      [
        resumed?.status,
        resumed?.etag,
        resumed?.pausesLeft,
        resumed?.pauseTime,
        fromTimestampOrNull(resumed?.expireTime),
      ],
      ["ENROLLMENT_STATUS_ACTIVE", "3", 2, null, inMs(5 * DAY_MS + 12_345)],
    )
    assert.equal(await reason(), "ACCESS_REASON_ENROLLED")
  })

  it("answers a repeat alike", async () => {
    const { userId, id } = await enrolled()
    const paused = await pause(userId, id, "1")
    aheadMs = 1000
    assert.deepEqual(await pause(userId, id, "1"), paused)
    const resumed = await resume(userId, id, "2")
    aheadMs = 2000
    assert.deepEqual(await resume(userId, id, "2"), resumed)
  })

  it("allows three pauses and no fourth", async () => {
    const { userId, id } = await enrolled()
    for (let i = 0; i < 3; i++) {
      await pause(userId, id)
      await resume(userId, id)
    }
    const error = await refusal(pause(userId, id), "FAILED_PRECONDITION", "PAUSES_USED_UP")
    assert.equal(error.details.currentEtag, "7")
  })

  it("puts no other on hold than an active one of the caller's own", async () => {
    const completed = await enrolled({ status: "COMPLETED" })
    await refusal(pause(completed.userId, completed.id), "FAILED_PRECONDITION", "ENROLLMENT_NOT_ACTIVE")
    await refusal(resume(completed.userId, completed.id), "FAILED_PRECONDITION", "ENROLLMENT_NOT_ACTIVE")
    const { userId, id } = await enrolled({ version: 5 })
    for (const change of [service.enrollment.pauseEnrollment, service.enrollment.resumeEnrollment]) {
      // Administrators neither: it is the learner's time.
      for (const somebody of [caller.learner(), caller.admin()])
        await refusal(change({ id }, callAs(somebody)), "NOT_FOUND", "ENROLLMENT_NOT_FOUND")
      await refusal(change({ id }, callAs(caller.anonymous)), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
    }
    assert.equal((await refusal(pause(userId, id, "4"), "ABORTED", "ETAG_STALE")).details.currentEtag, "5")
  })

  it("ends a pause of thirty days by itself, to the millisecond, with and without the sweep", async () => {
    const pauseMs = 30 * DAY_MS
    /** What is seen so long after an enrolment was put on hold that had a day to go. */
    const look = async (ms: number, sweep: boolean) => {
      const { userId, courseId, id } = await enrolled({
        status: "PAUSED",
        paused_at: inMs(-ms),
        pause_count: 1,
        expires_at: inMs(DAY_MS - ms),
        version: 2,
      })
      if (sweep) await endEnrollments(service.db, began)
      const [{ enrollments }, { decisions }] = await Promise.all([
        service.enrollment.batchGetEnrollments({ ids: [id] }, as(userId)),
        service.enrollment.batchCheckAccess({ courseIds: [courseId] }, as(userId)),
      ])
      const { status } = await service.db
        .selectFrom("enrollments")
        .select("status")
        .where("id", "=", idToBytes(id))
        .executeTakeFirstOrThrow()
      const [enrollment] = enrollments
      return [
        status,
        enrollment?.status.replace("ENROLLMENT_STATUS_", ""),
        fromTimestampOrNull(enrollment?.expireTime)?.getTime(),
        enrollment?.etag,
        decisions[0]?.granted,
      ]
    }
    const endsAt = (ms: number) => inMs(DAY_MS - ms).getTime()
    for (const sweep of [false, true]) {
      const stored = (status: string) => (sweep ? status : "PAUSED")
      for (const [ms, status, movedMs, etag, granted] of [
        [pauseMs - 1, "PAUSED", 0, "2", false],
        [pauseMs, "ACTIVE", pauseMs, "3", true],
        [pauseMs + DAY_MS - 1, "ACTIVE", pauseMs, "3", true],
        [pauseMs + DAY_MS, "EXPIRED", pauseMs, "4", false],
      ] as const)
        assert.deepEqual(await look(ms, sweep), [stored(status), status, endsAt(ms) + movedMs, etag, granted], `${ms}`)
    }
  })

  it("counts a pause once when ten ask at once", async () => {
    const { userId, id } = await enrolled()
    const answers = await Promise.all(Array.from({ length: 10 }, () => pause(userId, id, "1")))
    assert.equal(new Set(answers.map((enrollment) => JSON.stringify(enrollment))).size, 1)
    assert.equal(answers[0]?.pausesLeft, 2)
  })
})
