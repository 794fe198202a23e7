import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import type { Course } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import type { PortableCourse } from "@lectern/contracts/elearning/courses/v1/PortableCourse.ts"
import { required } from "@lectern/rpc/required"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { sampleCourse } from "../sample-courses.ts"
import { testCoursesService } from "../test-service.ts"

describe("importCourses", () => {
  let service: Awaited<ReturnType<typeof testCoursesService>>
  const teacherId = randomUUID()
  before(async () => {
    service = await testCoursesService()
  })
  after(() => service[Symbol.asyncDispose]())

  const asAdmin = () => callAs(caller.admin(), 60_000)
  const session = { title: "One", summary: "", videoUrl: "content:one", durationSeconds: 60, isPreview: false }
  const portable = (over: Course = {}, more: Partial<PortableCourse> = {}): PortableCourse => {
    const { instructorId: _, ...course } = sampleCourse("", over)
    return {
      course: { slug: randomUUID(), status: "COURSE_STATUS_PUBLISHED", ...course },
      instructorEmail: `${teacherId}@example.org`,
      sessions: [session],
      ...more,
    }
  }
  const importing = (courses: PortableCourse[], validateOnly = false) =>
    service.courses.importCourses({ courses, validateOnly }, asAdmin())
  const find = async (...courses: PortableCourse[]) =>
    (await service.courses.batchGetCourses({ slugs: courses.map(({ course }) => course?.slug ?? "") }, asAdmin()))
      .courses

  it("makes courses with all that a file says of them, in the order of the request", async () => {
    const full = portable(
      {
        title: " 소리와 그림 ",
        description: "=1+1\r\n'quoted', \"too\"",
        instructorBio: "Plays the viola",
        language: "KO-kr",
        level: "COURSE_LEVEL_ADVANCED",
        categories: ["music", "art", "music"],
        price: { amountMinor: 44_000, currencyCode: "KRW" },
      },
      { sessions: [session, { ...session, title: "Two", summary: "Sum", durationSeconds: 30, isPreview: true }] },
    )
    const archived = portable({ status: "COURSE_STATUS_ARCHIVED" }, { sessions: [] })
    const { outcomes, problems } = await importing([full, archived])
    assert.deepEqual([outcomes, problems], [["IMPORT_OUTCOME_CREATED", "IMPORT_OUTCOME_CREATED"], []])
    const [made] = await find(full)
    const { id, createTime, updateTime, publishTime, etag, ...rest } = required(made)
    assert.ok(createTime && updateTime && publishTime && etag)
    assert.deepEqual(rest, {
      slug: full.course?.slug,
      title: "소리와 그림",
      description: "=1+1\r\n'quoted', \"too\"",
      instructorId: teacherId,
      instructorBio: "Plays the viola",
      language: "ko-KR",
      level: "COURSE_LEVEL_ADVANCED",
      categories: ["art", "music"],
      status: "COURSE_STATUS_PUBLISHED",
      rating: { scoreSum: 0, count: 0, histogram: [0, 0, 0, 0, 0] },
      sessionCount: 2,
      totalDurationSeconds: 90,
      price: { amountMinor: 44_000, currencyCode: "KRW" },
    })
    const { sessions } = await service.courses.batchListSessions({ courseIds: [id] }, asAdmin())
    assert.deepEqual(
      sessions.map(({ title, position, durationSeconds, isPreview, summary }) => [
        title,
        position,
        durationSeconds,
        isPreview,
        summary,
      ]),
      [
        ["One", 1, 60, false, ""],
        ["Two", 2, 30, true, "Sum"],
      ],
    )
    assert.equal((await find(archived))[0]?.status, "COURSE_STATUS_ARCHIVED")
    assert.equal((await service.courses.listCourses({ query: "소리와 그림" }, asAdmin())).courses[0]?.id, id)
  })

  it("leaves what is there as it is, and says whether it is the same", async () => {
    const [same, other] = [portable(), portable()]
    await importing([same, other])
    const changed = [same, { ...other, course: { ...other.course, title: "Another" } }, portable()]
    for (const validateOnly of [true, false]) {
      const { outcomes } = await importing(changed, validateOnly)
      assert.deepEqual(outcomes, ["IMPORT_OUTCOME_UNCHANGED", "IMPORT_OUTCOME_DIFFERENT", "IMPORT_OUTCOME_CREATED"])
    }
    assert.equal((await find(other))[0]?.title, "Figures and forms")
    const moreSessions = { ...same, sessions: [session, session] }
    assert.deepEqual((await importing([moreSessions], true)).outcomes, ["IMPORT_OUTCOME_DIFFERENT"])
  })

  it("writes nothing when it is only to say what it would do", async () => {
    const course = portable()
    assert.deepEqual((await importing([course], true)).outcomes, ["IMPORT_OUTCOME_CREATED"])
    assert.deepEqual(await find(course), [])
  })

  it("names every problem by course, session and field, and writes nothing then", async () => {
    const twice = randomUUID()
    service.neighbours.roles.set(randomUUID(), null)
    const learner = randomUUID()
    service.neighbours.roles.set(learner, "ROLE_LEARNER")
    const courses = [
      portable({ slug: twice }),
      portable({ slug: twice, status: "COURSE_STATUS_UNSPECIFIED", price: { amountMinor: -1, currencyCode: "XXY" } }),
      portable({ slug: "", title: "", level: "COURSE_LEVEL_UNSPECIFIED", language: "no language" }),
      portable({}, { sessions: [] }),
      portable({}, { instructorEmail: `${learner}@example.org` }),
      portable({}, { instructorEmail: "" }),
      portable(
        { categories: ["fine", "x".repeat(61)] },
        { sessions: [session, { ...session, durationSeconds: 0, videoUrl: "x" }] },
      ),
      portable({}, { sessions: Array.from({ length: 1001 }, () => session) }),
    ]
    const { problems, outcomes } = await importing(courses)
    assert.deepEqual(
      problems.map(({ courseIndex, sessionIndex, field, rule }) => `${courseIndex} ${sessionIndex} ${field} ${rule}`),
      [
        "1 -1 price.amount_minor range",
        "1 -1 price.currency_code currency",
        "1 -1 slug unique",
        "1 -1 status enum",
        "2 -1 slug slug",
        "2 -1 title length",
        "2 -1 language locale",
        "2 -1 level required",
        "3 -1 status sessions",
        "4 -1 instructor_email instructor",
        "5 -1 instructor_email instructor",
        "6 -1 categories[1] length",
        "6 1 video_url url",
        "6 1 duration_seconds range",
        "7 -1 sessions count",
      ],
    )
    assert.deepEqual(outcomes, [])
    assert.deepEqual(await find(...courses), [])
    for (const { message } of problems) assert.doesNotMatch(message, /example\.org/)
  })

  it("makes each course once when several import the same at once", async () => {
    const courses = Array.from({ length: 12 }, () => portable())
    const shuffled = (seed: number) =>
      courses.toSorted(
        (a, b) => ((seed * 31 + courses.indexOf(a) * 7) % 12) - ((seed * 31 + courses.indexOf(b) * 7) % 12),
      )
    const replica = await service.startReplica()
    try {
      const replies = await Promise.all(
        [0, 1, 2, 3].map((seed) =>
          (seed % 2 ? replica : service).courses.importCourses({ courses: shuffled(seed) }, asAdmin()),
        ),
      )
      for (const { outcomes, problems } of replies) {
        assert.deepEqual(problems, [])
        assert.ok(outcomes.every((outcome) => outcome !== "IMPORT_OUTCOME_DIFFERENT"))
      }
    } finally {
      await replica[Symbol.asyncDispose]()
    }
    const made = await find(...courses)
    assert.equal(made.length, 12)
    const { sessions } = await service.courses.batchListSessions({ courseIds: made.map(({ id }) => id) }, asAdmin())
    assert.equal(sessions.length, 12)
    assert.ok(made.every(({ sessionCount }) => sessionCount === 1))
  })

  it("asks the users service once or twice, whatever the number of courses", async () => {
    const calls = () => counterValue(service.telemetry, "grpc_client_handled_total", { grpc_method: "BatchGetUsers" })
    const courses = Array.from({ length: 30 }, () => portable())
    const before = await calls()
    await importing(courses)
    assert.equal((await calls()) - before, 1)
    await importing(courses)
    assert.equal((await calls()) - before, 3)
  })

  it("is for administrators, and for a hundred courses at most", async () => {
    for (const other of [caller.learner(), caller.instructor(teacherId)])
      await refusal(
        service.courses.importCourses({ courses: [portable()] }, callAs(other)),
        "PERMISSION_DENIED",
        "ADMIN_REQUIRED",
      )
    await refusal(
      service.courses.importCourses({ courses: [portable()] }, callAs(caller.anonymous)),
      "UNAUTHENTICATED",
      "SIGN_IN_REQUIRED",
    )
    const many = Array.from({ length: 101 }, () => portable())
    await refusal(importing(many), "INVALID_ARGUMENT", "BATCH_TOO_LARGE")
    assert.deepEqual((await importing([])).outcomes, [])
  })
})
