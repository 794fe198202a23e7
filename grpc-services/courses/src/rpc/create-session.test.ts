import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import mysql from "mysql2/promise"
import type { Session } from "@lectern/contracts/elearning/courses/v1/Session.ts"
import { required } from "@lectern/rpc/required"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { sampleSession } from "../sample-courses.ts"
import { testCoursesService } from "../test-service.ts"

describe("createSession", () => {
  let service: Awaited<ReturnType<typeof testCoursesService>>
  before(async () => {
    service = await testCoursesService()
  })
  after(() => service[Symbol.asyncDispose]())

  const asInstructor = () => service.samples.asInstructor()
  const create = (session: Session, call = asInstructor(), requestId = "") =>
    service.courses.createSession({ session, requestId }, call)
  const createAt = (position: number, session: Session, courses = service.courses) =>
    courses.createSession({ session, position }, asInstructor())
  const courseNow = async (id: string) =>
    required((await service.courses.batchGetCourses({ ids: [id] }, asInstructor())).courses[0])
  const sessionsNow = async (courseId: string) =>
    (await service.courses.batchListSessions({ courseIds: [courseId] }, asInstructor())).sessions

  it("appends what was given, which reads back the same", async () => {
    const { id: courseId } = await service.samples.draft()
    const given = {
      courseId,
      title: "첫 강의 🎻",
      summary: `First line\nSecond line ${"𝄞".repeat(1900)}`,
      videoUrl: "content:clips/강의-1",
      durationSeconds: 86_400,
      isPreview: true,
    }
    const session = required((await create({ ...given, id: randomUUID(), position: 7, etag: "9" })).session)
    const { id, ...rest } = session
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7/)
    assert.deepEqual(rest, { ...given, position: 1, etag: "1" })
    assert.deepEqual((await service.courses.batchGetSessions({ ids: [id] }, asInstructor())).sessions, [session])
  })

  it("counts sessions and seconds on the course, and gives it a new etag", async () => {
    const { id } = await service.samples.draft()
    await create(sampleSession(id, { durationSeconds: 90 }))
    await create(sampleSession(id, { durationSeconds: 30 }))
    const { sessionCount, totalDurationSeconds, etag } = await courseNow(id)
    assert.deepEqual([sessionCount, totalDurationSeconds, etag], [2, 120, "3"])
  })

  it("gives twenty at once the positions 1 to 20", async () => {
    const { id } = await service.samples.draft()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => create(sampleSession(id, { durationSeconds: index + 1 }))),
    )
    const expected = Array.from({ length: 20 }, (_, index) => index + 1)
    assert.deepEqual(
      answers.map(({ session }) => session?.position ?? 0).sort((a, b) => a - b),
      expected,
    )
    assert.deepEqual(
      (await sessionsNow(id)).map(({ position }) => position),
      expected,
    )
    const { sessionCount, totalDurationSeconds, etag } = await courseNow(id)
    assert.deepEqual([sessionCount, totalDurationSeconds, etag], [20, 210, "21"])
  })

  it("gives those at two replicas positions without gaps, too", async () => {
    await using other = await service.startReplica()
    const { id } = await service.samples.draft()
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? service : other).courses.createSession({ session: sampleSession(id) }, asInstructor()),
      ),
    )
    const expected = Array.from({ length: 20 }, (_, index) => index + 1)
    assert.deepEqual(
      (await sessionsNow(id)).map(({ position }) => position),
      expected,
    )
    assert.equal((await courseNow(id)).sessionCount, 20)
  })

  it("goes to the position that is given, and those from there on move by one", async () => {
    const { id } = await service.samples.draft()
    for (const [title, position] of [
      ["b", 1],
      ["d", 2],
      ["a", 1],
      ["c", 3],
      ["e", 5],
    ] as const)
      assert.equal((await createAt(position, sampleSession(id, { title }))).session?.position, position)
    const sessions = await sessionsNow(id)
    assert.deepEqual(
      sessions.map(({ position, title, etag }) => `${position} ${title} ${etag}`),
      ["1 a 1", "2 b 1", "3 c 1", "4 d 1", "5 e 1"],
    )
  })

  it("refuses a position beyond the end, and one before the first", async () => {
    const { id, etag } = await service.samples.draft()
    for (const position of [0, 2, -1, 2 ** 31 - 1]) {
      const error = await refusal(createAt(position, sampleSession(id)), "INVALID_ARGUMENT")
      assert.deepEqual(error.details.violations, [
        { field: "position", rule: "range", message: `1 to 1 is expected, got ${position}` },
      ])
    }
    assert.equal((await courseNow(id)).etag, etag)
  })

  it("gives twenty that go to the front at once, at two replicas, positions without gaps", async () => {
    await using other = await service.startReplica()
    const { id } = await service.samples.draft()
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        createAt(1, sampleSession(id), (index % 2 === 0 ? service : other).courses),
      ),
    )
    assert.deepEqual(
      (await sessionsNow(id)).map(({ position }) => position),
      Array.from({ length: 20 }, (_, index) => index + 1),
    )
  })

  it("appends to a published course too", async () => {
    const { id } = await service.samples.published()
    assert.equal((await create(sampleSession(id))).session?.position, 2)
  })

  it("answers a repeat with the same key as the first time, and refuses the key with another body", async () => {
    const { id } = await service.samples.draft()
    const requestId = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => create(sampleSession(id), asInstructor(), requestId)),
    )
    for (const answer of answers) assert.deepEqual(answer, answers[0])
    assert.equal((await sessionsNow(id)).length, 1)
    await refusal(
      create(sampleSession(id, { title: "Other" }), asInstructor(), requestId),
      "INVALID_ARGUMENT",
      "REQUEST_ID_REUSED",
    )
  })

  it("names every broken rule", async () => {
    const { id: courseId } = await service.samples.draft()
    const rulesOf = async (session: Session) =>
      (await refusal(create(session), "INVALID_ARGUMENT")).details.violations?.map(
        ({ field, rule }) => `${field} ${rule}`,
      )
    assert.deepEqual(await rulesOf({ courseId }), [
      "session.title length",
      "session.video_url url",
      "session.duration_seconds range",
    ])
    assert.deepEqual(
      await rulesOf({
        courseId,
        title: "x".repeat(201),
        summary: "x".repeat(2001),
        videoUrl: "javascript:alert(1)",
        durationSeconds: 86_401,
      }),
      ["session.title length", "session.summary length", "session.video_url url", "session.duration_seconds range"],
    )
  })

  it("is for the instructor of the course and administrators", async () => {
    const draft = await service.samples.draft()
    const published = await service.samples.published()
    await create(sampleSession(draft.id), callAs(caller.admin()))
    const other = callAs(caller.instructor())
    await refusal(create(sampleSession(published.id), other), "PERMISSION_DENIED", "NOT_COURSE_INSTRUCTOR")
    await refusal(create(sampleSession(draft.id), callAs(caller.learner())), "PERMISSION_DENIED", "SCOPE_MISSING")
    await refusal(create(sampleSession(draft.id), callAs(caller.anonymous)), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
    assert.equal((await sessionsNow(published.id)).length, 1)
  })

  it("finds no course under an unknown id, nor somebody else's draft", async () => {
    const draft = await service.samples.draft()
    for (const [id, call] of [
      [randomUUID(), asInstructor()],
      ["no id", asInstructor()],
      [draft.id, callAs(caller.instructor())],
    ] as const) {
      const error = await refusal(create(sampleSession(id), call), "NOT_FOUND", "COURSE_NOT_FOUND")
      assert.equal(error.details.resourceId, id)
    }
    assert.deepEqual(await sessionsNow(draft.id), [])
  })

  it("refuses a session beyond the thousandth", async () => {
    const { id, slug } = await service.samples.draft()
    const connection = await mysql.createConnection(service.database.url)
    await connection.query("UPDATE courses SET session_count = 1000 WHERE slug = ?", [slug])
    await connection.end()
    await refusal(create(sampleSession(id)), "FAILED_PRECONDITION", "COURSE_HAS_TOO_MANY_SESSIONS")
  })
})
