import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testCoursesService } from "../test-service.ts"

describe("publishCourse", () => {
  let service: Awaited<ReturnType<typeof testCoursesService>>
  before(async () => {
    service = await testCoursesService()
  })
  after(() => service[Symbol.asyncDispose]())

  const publish = (id: string, call = service.samples.asInstructor()) => service.courses.publishCourse({ id }, call)
  const withSession = async () => {
    const { id } = await service.samples.draft({ categories: ["a"] })
    await service.samples.session(id)
    return id
  }
  const seenByAnybody = async (id: string) =>
    (await service.courses.batchGetCourses({ ids: [id] }, callAs(caller.anonymous))).courses

  it("shows the course to everybody", async () => {
    const id = await withSession()
    assert.deepEqual(await seenByAnybody(id), [])
    const { course } = await publish(id)
    assert.equal(course?.status, "COURSE_STATUS_PUBLISHED")
    assert.equal(course?.etag, "3")
    assert.deepEqual(course?.categories, ["a"])
    assert.deepEqual(await seenByAnybody(id), [course])
  })

  it("leaves a published course as it is, also when ten publish at once", async () => {
    const id = await withSession()
    const answers = await Promise.all(Array.from({ length: 10 }, () => publish(id)))
    for (const answer of answers) assert.deepEqual(answer, answers[0])
    assert.equal(answers[0]?.course?.etag, "3")
    assert.deepEqual(await publish(id), answers[0])
  })

  it("asks for a session first", async () => {
    const { id } = await service.samples.draft()
    await refusal(publish(id), "FAILED_PRECONDITION", "COURSE_HAS_NO_SESSIONS")
    assert.deepEqual(await seenByAnybody(id), [])
  })

  it("is for the instructor of the course and administrators", async () => {
    const id = await withSession()
    await refusal(
      publish(id, callAs(caller.learner(service.samples.instructorId))),
      "PERMISSION_DENIED",
      "SCOPE_MISSING",
    )
    await refusal(publish(id, callAs(caller.anonymous)), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
    assert.equal((await publish(id, callAs(caller.admin()))).course?.status, "COURSE_STATUS_PUBLISHED")
    await refusal(publish(id, callAs(caller.instructor())), "PERMISSION_DENIED", "NOT_COURSE_INSTRUCTOR")
  })

  it("finds no course under an unknown id, nor somebody else's draft", async () => {
    const id = await withSession()
    await refusal(publish(id, callAs(caller.instructor())), "NOT_FOUND", "COURSE_NOT_FOUND")
    for (const unknown of [randomUUID(), "no id", ""]) {
      const error = await refusal(publish(unknown), "NOT_FOUND", "COURSE_NOT_FOUND")
      assert.equal(error.details.resourceId ?? "", unknown)
    }
  })
})
