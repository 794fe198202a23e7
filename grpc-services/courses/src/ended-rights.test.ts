import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, beforeEach, describe, it } from "node:test"
import type { Course } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import { callAs, caller } from "@lectern/test-kit/callers"
import { until } from "@lectern/test-kit/until"
import { testCoursesService } from "./test-service.ts"

describe("the content service is told of the end of rights", () => {
  let service: Awaited<ReturnType<typeof testCoursesService>>
  before(async () => {
    service = await testCoursesService()
  })
  after(() => service[Symbol.asyncDispose]())
  beforeEach(() => {
    service.neighbours.endedRights.length = 0
  })

  const update = (course: Course, path: string, call = callAs(caller.admin())) =>
    service.courses.updateCourse({ course, updateMask: { paths: [path] } }, call)
  /** All that was told, once this was: messages are delivered in their order. */
  async function toldUpTo(last: { userId: string; courseId: string }) {
    const { endedRights } = service.neighbours
    await until(() => endedRights.some((right) => JSON.stringify(right) === JSON.stringify(last)), {
      description: "the content service to be told",
    })
    return endedRights.slice()
  }
  const everybodys = (courseId: string) => ({ userId: "", courseId })

  it("when a course is withdrawn: those of everybody in it", async () => {
    const { id } = await service.samples.published()
    await update({ id, title: "Another title" }, "title")
    await update({ id, status: "COURSE_STATUS_ARCHIVED" }, "status")
    assert.deepEqual(await toldUpTo(everybodys(id)), [everybodys(id)])
  })

  it("when a course gets another instructor: those of the former one", async () => {
    const course = await service.samples.published()
    await update({ id: course.id, instructorId: randomUUID() }, "instructor_id")
    const former = { userId: course.instructorId, courseId: course.id }
    assert.deepEqual(await toldUpTo(former), [former])
  })

  it("when a lecture is deleted or is no preview any more", async () => {
    const { id } = await service.samples.draft()
    const { id: other } = await service.samples.draft()
    const [preview, plain] = [await service.samples.session(id, { isPreview: true }), await service.samples.session(id)]
    const set = (session: string, isPreview: boolean) =>
      service.courses.updateSession(
        { session: { id: session, isPreview }, updateMask: { paths: ["is_preview"] } },
        service.samples.asInstructor(),
      )
    // Opening one ends nothing, nor does saying again what is so.
    await set(plain.id, true)
    await set(plain.id, true)
    await set(preview.id, false)
    await toldUpTo(everybodys(id))
    const gone = await service.samples.session(other)
    await service.courses.deleteSession({ id: gone.id }, service.samples.asInstructor())
    assert.deepEqual(await toldUpTo(everybodys(other)), [everybodys(id), everybodys(other)])
  })

  it("once, when many withdraw a course at once; never when it was refused", async () => {
    const [{ id, etag }, later] = [await service.samples.published(), await service.samples.published()]
    const archive = (course: Course) => update({ ...course, status: "COURSE_STATUS_ARCHIVED" }, "status")
    await assert.rejects(archive({ id, etag: "77" }))
    await Promise.allSettled(Array.from({ length: 5 }, () => archive({ id, etag })))
    await archive({ id: later.id })
    const told = await toldUpTo(everybodys(later.id))
    assert.equal(told.filter(({ courseId }) => courseId === id).length, 1)
  })
})
