import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testEnrollmentService } from "../test-service.ts"

describe("cancelEnrollment", () => {
  let service: Awaited<ReturnType<typeof testEnrollmentService>>
  before(async () => {
    service = await testEnrollmentService()
  })
  after(() => service[Symbol.asyncDispose]())

  const cancel = (somebody: Parameters<typeof callAs>[0], id: string, etag = "") =>
    service.enrollment.cancelEnrollment({ id, etag }, callAs(somebody))
  const enrolled = async (over: Parameters<typeof service.stored.enrollment>[2] = {}) => {
    const userId = randomUUID()
    const course = service.courses.add()
    return { userId, courseId: course.id, id: await service.stored.enrollment(userId, course.id, over) }
  }

  it("ends a live enrolment, and the course can't be played any more", async () => {
    for (const status of ["ACTIVE", "PAUSED", "COMPLETED"] as const) {
      const { userId, courseId, id } = await enrolled({ status })
      const { enrollment } = await cancel(caller.learner(userId), id, "1")
      assert.deepEqual(
        [enrollment?.status, enrollment?.etag, enrollment?.pauseTime],
        ["ENROLLMENT_STATUS_CANCELLED", "2", null],
      )
      const call = callAs(caller.learner(userId))
      assert.deepEqual((await service.enrollment.batchGetEnrollments({ ids: [id] }, call)).enrollments, [enrollment])
      const { decisions } = await service.enrollment.batchCheckAccess({ courseIds: [courseId] }, call)
      assert.equal(decisions[0]?.reason, "ACCESS_REASON_NOT_ENROLLED")
      // And one can enrol again.
      await service.enrollment.createEnrollment({ courseId, requestId: randomUUID() }, call)
    }
  })

  it("answers a repeat alike", async () => {
    const { userId, id } = await enrolled()
    const first = await cancel(caller.learner(userId), id, "1")
    assert.deepEqual(await cancel(caller.learner(userId), id, "1"), first)
  })

  it("lets administrators end anybody's, and answers others as if there were none", async () => {
    const { id } = await enrolled()
    for (const somebody of [caller.learner(), caller.instructor()]) {
      const error = await refusal(cancel(somebody, id), "NOT_FOUND", "ENROLLMENT_NOT_FOUND")
      const unknown = randomUUID()
      const none = await refusal(cancel(somebody, unknown), "NOT_FOUND", "ENROLLMENT_NOT_FOUND")
      assert.deepEqual([error.message, error.details.resourceId], [none.message, id])
    }
    for (const malformed of ["", "no id"])
      await refusal(cancel(caller.admin(), malformed), "NOT_FOUND", "ENROLLMENT_NOT_FOUND")
    assert.equal((await cancel(caller.admin(), id)).enrollment?.status, "ENROLLMENT_STATUS_CANCELLED")
    await refusal(cancel(caller.anonymous, id), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
  })

  it("refuses one that is over, and a stale etag with the current one", async () => {
    const over = await enrolled({ expires_at: new Date(Date.now() - 1) })
    await refusal(cancel(caller.learner(over.userId), over.id), "FAILED_PRECONDITION", "ENROLLMENT_ENDED")
    const { userId, id } = await enrolled({ version: 3 })
    const error = await refusal(cancel(caller.learner(userId), id, "2"), "ABORTED", "ETAG_STALE")
    assert.equal(error.details.currentEtag, "3")
  })

  it("lets one of twenty changes at once win under one etag, and counts the course once", async () => {
    const { userId, courseId, id } = await enrolled()
    const second = await service.stored.enrollment(randomUUID(), courseId)
    assert.ok(second)
    await service.db
      .insertInto("enrollment_counts")
      .values({ course_id: Buffer.from(courseId.replaceAll("-", ""), "hex"), slot: 0, live_count: 2 })
      .execute()
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: 10 }, () => cancel(caller.learner(userId), id, "1")),
      ...Array.from({ length: 10 }, () =>
        service.enrollment.pauseEnrollment({ id, etag: "1" }, callAs(caller.learner(userId))),
      ),
    ])
    const reasons = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.reason] : []))
    assert.ok(
      reasons.length >= 10 && reasons.every((reason) => ["ETAG_STALE", "ENROLLMENT_NOT_ACTIVE"].includes(reason)),
      reasons.join(),
    )
    await cancel(caller.learner(userId), id)
    const { counts } = await service.enrollment.batchGetEnrollmentCounts(
      { courseIds: [courseId] },
      callAs(caller.anonymous),
    )
    assert.deepEqual(counts, [{ courseId, count: 1 }])
  })
})
