import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import type { Session } from "@lectern/contracts/elearning/courses/v1/Session.ts"
import { required } from "@lectern/rpc/required"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testCoursesService } from "../test-service.ts"

describe("updateSession", () => {
  let service: Awaited<ReturnType<typeof testCoursesService>>
  before(async () => {
    service = await testCoursesService()
  })
  after(() => service[Symbol.asyncDispose]())

  const asInstructor = () => service.samples.asInstructor()
  const update = async (session: Session, paths: string[], call = asInstructor()) =>
    required((await service.courses.updateSession({ session, updateMask: { paths } }, call)).session)
  const courseNow = async (id: string) =>
    required((await service.courses.batchGetCourses({ ids: [id] }, asInstructor())).courses[0])
  const sessionNow = async (id: string) =>
    (await service.courses.batchGetSessions({ ids: [id] }, asInstructor())).sessions[0]
  const rulesOf = async (session: Session, paths: string[]) =>
    (await refusal(update(session, paths), "INVALID_ARGUMENT")).details.violations?.map(
      ({ field, rule }) => `${field} ${rule}`,
    )
  const paths = ["title", "summary", "video_url", "duration_seconds", "is_preview"]

  it("writes every field that the mask names, which reads back the same", async () => {
    const course = await service.samples.draft()
    const before = await service.samples.session(course.id)
    const over = {
      title: "첫 강의 🎻",
      summary: "First line\nSecond line",
      videoUrl: "content:clips/강의-1",
      durationSeconds: 86_400,
      isPreview: true,
    }
    const session = await update({ id: before.id, etag: before.etag, ...over, title: ` ${over.title} ` }, paths)
    assert.deepEqual(session, { ...before, ...over, etag: "2" })
    assert.deepEqual(await sessionNow(before.id), session)
  })

  it("keeps the length of the course right, and gives it a new etag", async () => {
    const { id } = await service.samples.draft()
    const first = await service.samples.session(id, { durationSeconds: 90 })
    await service.samples.session(id, { durationSeconds: 30 })
    await update({ id: first.id, durationSeconds: 10 }, ["duration_seconds"])
    const { sessionCount, totalDurationSeconds, etag } = await courseNow(id)
    assert.deepEqual([sessionCount, totalDurationSeconds, etag], [2, 40, "4"])
  })

  it("leaves what the mask does not name, and clears what it names and is empty", async () => {
    const { id } = await service.samples.draft()
    const before = await service.samples.session(id, { summary: "About", isPreview: true })
    assert.deepEqual(await update({ id: before.id, title: "New", durationSeconds: 5 }, ["title"]), {
      ...before,
      title: "New",
      etag: "2",
    })
    assert.deepEqual(await update({ id: before.id }, ["summary", "is_preview"]), {
      ...before,
      title: "New",
      summary: "",
      isPreview: false,
      etag: "3",
    })
  })

  it("leaves a session and its course as they are, with their etags, where nothing would change", async () => {
    const { id } = await service.samples.draft()
    const before = await service.samples.session(id)
    assert.deepEqual(await update({ id: before.id, title: before.title }, ["title"]), before)
    assert.deepEqual(await update({ id: before.id, title: "Not named" }, []), before)
    assert.equal((await courseNow(id)).etag, "2")
  })

  it("refuses a stale etag with the current one; of twenty editors with the same, one wins", async () => {
    const { id: courseId } = await service.samples.draft()
    const { id, etag } = await service.samples.session(courseId)
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        update({ id, etag, durationSeconds: index + 100 }, ["duration_seconds"]),
      ),
    )
    const won = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []))
    assert.equal(won.length, 1)
    for (const outcome of outcomes)
      if (outcome.status === "rejected")
        assert.deepEqual(
          [outcome.reason.code, outcome.reason.reason, outcome.reason.details.currentEtag],
          ["ABORTED", "ETAG_STALE", "2"],
        )
    assert.deepEqual(await sessionNow(id), won[0])
    assert.equal((await courseNow(courseId)).totalDurationSeconds, won[0]?.durationSeconds)
  })

  it("keeps its etag good while others are added before it and moved", async () => {
    const { id: courseId } = await service.samples.draft()
    const { id, etag } = await service.samples.session(courseId)
    const first = await service.samples.session(courseId, {}, { position: 1 })
    await service.courses.reorderSessions({ courseId, sessionIds: [id, first.id] }, asInstructor())
    assert.equal((await update({ id, etag, title: "New" }, ["title"])).position, 1)
  })

  it("is for the instructor of the course and administrators", async () => {
    const course = await service.samples.published()
    const { id } = await service.samples.session(course.id)
    const change = (call: ReturnType<typeof callAs>) => update({ id, title: "Other" }, ["title"], call)
    await refusal(change(callAs(caller.learner())), "PERMISSION_DENIED", "SCOPE_MISSING")
    await refusal(change(callAs(caller.anonymous)), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
    await refusal(change(callAs(caller.instructor())), "PERMISSION_DENIED", "NOT_COURSE_INSTRUCTOR")
    assert.equal((await change(callAs(caller.admin()))).title, "Other")
  })

  it("finds no session under an unknown id, nor of somebody else's draft, nor a deleted one", async () => {
    const course = await service.samples.draft()
    const hidden = await service.samples.session(course.id)
    const deleted = await service.samples.session(course.id)
    await service.courses.deleteSession({ id: deleted.id }, asInstructor())
    for (const [id, call] of [
      [randomUUID(), asInstructor()],
      ["no id", asInstructor()],
      ["", asInstructor()],
      [hidden.id, callAs(caller.instructor())],
      [deleted.id, asInstructor()],
    ] as const) {
      const error = await refusal(update({ id, title: "New" }, ["title"], call), "NOT_FOUND", "SESSION_NOT_FOUND")
      assert.equal(error.message, `there is no session ${id}`)
      assert.equal(error.details.resourceId ?? "", id)
    }
  })

  it("names every broken rule, of named fields only, and takes no path that names nothing writable", async () => {
    const { id: courseId } = await service.samples.draft()
    const before = await service.samples.session(courseId)
    const broken = {
      id: before.id,
      title: "",
      summary: "x".repeat(2001),
      videoUrl: "javascript:alert(1)",
      durationSeconds: 86_401,
    }
    assert.deepEqual(await rulesOf(broken, ["title"]), ["session.title length"])
    assert.deepEqual(await rulesOf(broken, paths), [
      "session.title length",
      "session.summary length",
      "session.video_url url",
      "session.duration_seconds range",
    ])
    for (const durationSeconds of [0, -1, 2 ** 31 - 1])
      assert.deepEqual(await rulesOf({ id: before.id, durationSeconds }, ["duration_seconds"]), [
        "session.duration_seconds range",
      ])
    for (const path of ["position", "course_id", "etag", "id", "*"])
      assert.deepEqual(await rulesOf({ id: before.id }, [path]), ["update_mask field"])
    assert.deepEqual(await sessionNow(before.id), before)
  })
})
