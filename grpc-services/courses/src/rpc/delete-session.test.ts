import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { required } from "@lectern/rpc/required"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testCoursesService } from "../test-service.ts"

describe("deleteSession", () => {
  let service: Awaited<ReturnType<typeof testCoursesService>>
  before(async () => {
    service = await testCoursesService()
  })
  after(() => service[Symbol.asyncDispose]())

  const asInstructor = () => service.samples.asInstructor()
  const remove = (id: string, etag = "", call = asInstructor()) => service.courses.deleteSession({ id, etag }, call)
  const sessionsNow = async (courseId: string) =>
    (await service.courses.batchListSessions({ courseIds: [courseId] }, asInstructor())).sessions
  const courseNow = async (id: string) =>
    required((await service.courses.batchGetCourses({ ids: [id] }, asInstructor())).courses[0])

  it("takes the session out, closes the gap and uncounts it", async () => {
    const { id } = await service.samples.draft()
    await service.samples.session(id, { title: "a", durationSeconds: 1 })
    const b = await service.samples.session(id, { title: "b", durationSeconds: 10 })
    await service.samples.session(id, { title: "c", durationSeconds: 100 })
    const { course } = await remove(b.id, b.etag)
    assert.deepEqual([course?.sessionCount, course?.totalDurationSeconds, course?.etag], [2, 101, "5"])
    assert.deepEqual(await courseNow(id), course)
    assert.deepEqual(
      (await sessionsNow(id)).map(({ title, position, etag }) => `${position} ${title} ${etag}`),
      ["1 a 1", "2 c 1"],
    )
    assert.deepEqual((await service.courses.batchGetSessions({ ids: [b.id] }, asInstructor())).sessions, [])
    const again = await service.samples.session(id, { title: "d" })
    assert.equal(again.position, 3)
    assert.notEqual(again.id, b.id)
  })

  it("deletes once of ten at once", async () => {
    const { id } = await service.samples.draft()
    const session = await service.samples.session(id)
    await service.samples.session(id)
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => remove(session.id)))
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1)
    for (const outcome of outcomes)
      if (outcome.status === "rejected") assert.equal(outcome.reason.reason, "SESSION_NOT_FOUND")
    const { sessionCount, totalDurationSeconds } = await courseNow(id)
    assert.deepEqual([sessionCount, totalDurationSeconds], [1, 60])
  })

  it("leaves a published course one session, also when two go at once; other courses none", async () => {
    const course = await service.samples.published()
    await service.samples.session(course.id)
    const both = await sessionsNow(course.id)
    const outcomes = await Promise.allSettled(both.map(({ id }) => remove(id)))
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []))
    assert.deepEqual(
      refused.map(({ code, reason }) => [code, reason]),
      [["FAILED_PRECONDITION", "LAST_SESSION"]],
    )
    const [last] = await sessionsNow(course.id)
    assert.equal(last?.position, 1)
    await service.courses.updateCourse(
      { course: { id: course.id, status: "COURSE_STATUS_ARCHIVED" }, updateMask: { paths: ["status"] } },
      asInstructor(),
    )
    assert.equal((await remove(required(last).id)).course?.sessionCount, 0)
  })

  it("refuses a stale etag with the current one", async () => {
    const { id: courseId } = await service.samples.draft()
    const { id, etag } = await service.samples.session(courseId)
    await service.courses.updateSession(
      { session: { id, title: "New" }, updateMask: { paths: ["title"] } },
      asInstructor(),
    )
    const error = await refusal(remove(id, etag), "ABORTED", "ETAG_STALE")
    assert.equal(error.details.currentEtag, "2")
    assert.equal((await sessionsNow(courseId)).length, 1)
  })

  it("is for the instructor of the course and administrators", async () => {
    const course = await service.samples.published()
    const { id } = await service.samples.session(course.id)
    await refusal(remove(id, "", callAs(caller.learner())), "PERMISSION_DENIED", "SCOPE_MISSING")
    await refusal(remove(id, "", callAs(caller.anonymous)), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
    await refusal(remove(id, "", callAs(caller.instructor())), "PERMISSION_DENIED", "NOT_COURSE_INSTRUCTOR")
    assert.equal((await remove(id, "", callAs(caller.admin()))).course?.sessionCount, 1)
  })

  it("finds no session under an unknown id, nor of somebody else's draft", async () => {
    const session = await service.samples.session((await service.samples.draft()).id)
    for (const [id, call] of [
      [randomUUID(), asInstructor()],
      ["no id", asInstructor()],
      [session.id, callAs(caller.instructor())],
    ] as const)
      await refusal(remove(id, "", call), "NOT_FOUND", "SESSION_NOT_FOUND")
    assert.equal((await sessionsNow(session.courseId)).length, 1)
  })
})
