import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { endEnrollments } from "../ended-enrollments.ts"
import { testEnrollmentService } from "../test-service.ts"

describe("batchGetEnrollmentCounts", () => {
  let service: Awaited<ReturnType<typeof testEnrollmentService>>
  before(async () => {
    service = await testEnrollmentService()
  })
  after(() => service[Symbol.asyncDispose]())

  const counts = async (courseIds: string[]) =>
    (await service.enrollment.batchGetEnrollmentCounts({ courseIds }, callAs(caller.anonymous))).counts
  const enroll = (courseId: string, userId: string = randomUUID()) =>
    service.enrollment.createEnrollment({ courseId, requestId: randomUUID() }, callAs(caller.learner(userId)))

  it("follows every begin and end of an enrolment, also of many at once", async () => {
    const { id: courseId } = service.courses.add()
    assert.deepEqual(await counts([courseId]), [])
    const people = Array.from({ length: 12 }, () => randomUUID())
    const enrolled = await Promise.all(people.map((userId) => enroll(courseId, userId)))
    assert.deepEqual(await counts([courseId]), [{ courseId, count: 12 }])
    const cancelled = people
      .slice(0, 5)
      .map((userId, i) =>
        service.enrollment.cancelEnrollment({ id: enrolled[i]?.enrollment?.id ?? "" }, callAs(caller.learner(userId))),
      )
    await Promise.all([...cancelled, ...Array.from({ length: 3 }, () => enroll(courseId))])
    assert.deepEqual(await counts([courseId, randomUUID(), "no id"]), [{ courseId, count: 10 }])
    // On hold is live.
    const id = enrolled[6]?.enrollment?.id ?? ""
    await service.enrollment.pauseEnrollment({ id }, callAs(caller.learner(people[6] ?? "")))
    assert.deepEqual(await counts([courseId]), [{ courseId, count: 10 }])
  })

  it("counts nobody whose enrolment was refused", async () => {
    const { id: courseId } = service.courses.add()
    const userId = randomUUID()
    await enroll(courseId, userId)
    await refusal(enroll(courseId, userId), "ALREADY_EXISTS")
    assert.deepEqual(await counts([courseId]), [{ courseId, count: 1 }])
  })

  it("follows the sweep, which replicas may share", async () => {
    const courses = Array.from({ length: 3 }, () => service.courses.add().id)
    const { db } = service
    const ends = new Date(Date.now() + 3_600_000)
    for (const courseId of courses)
      for (let i = 0; i < 20; i++) {
        const { enrollment } = await enroll(courseId)
        assert.ok(enrollment)
        if (i < 15)
          await db
            .updateTable("enrollments")
            .set({ expires_at: ends })
            .where("id", "=", Buffer.from(enrollment.id.replaceAll("-", ""), "hex"))
            .execute()
      }
    await endEnrollments(db, new Date(ends.getTime() - 1))
    assert.deepEqual(new Set((await counts(courses)).map(({ count }) => count)), new Set([20]))
    await Promise.all([endEnrollments(db, ends), endEnrollments(db, ends), endEnrollments(db, ends)])
    assert.deepEqual(new Set((await counts(courses)).map(({ count }) => count)), new Set([5]))
  })

  it("takes two hundred courses and no more", async () => {
    const ids = Array.from({ length: 201 }, () => randomUUID())
    assert.deepEqual(await counts(ids.slice(1)), [])
    await refusal(counts(ids), "INVALID_ARGUMENT", "BATCH_TOO_LARGE")
  })
})
