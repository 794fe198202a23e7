import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import type { Course } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import { required } from "@lectern/rpc/required"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { sampleCourse } from "../sample-courses.ts"
import { testCoursesService } from "../test-service.ts"

describe("createCourse", () => {
  let service: Awaited<ReturnType<typeof testCoursesService>>
  before(async () => {
    service = await testCoursesService()
  })
  after(() => service[Symbol.asyncDispose]())

  const asAdmin = () => callAs(caller.admin())
  const create = (course: Course, call = asAdmin(), requestId = "") =>
    service.courses.createCourse({ course, requestId }, call)
  const created = async (over: Course = {}, call = asAdmin()) =>
    required((await create(sampleCourse(randomUUID(), over), call)).course)
  const rulesOf = async (course: Course, call = asAdmin()) =>
    (await refusal(create(course, call), "INVALID_ARGUMENT")).details.violations?.map(
      ({ field, rule }) => `${field} ${rule}`,
    )

  it("makes a draft of what was given, which reads back the same", async () => {
    const instructorId = randomUUID()
    const given = {
      slug: `korean-pop-${randomUUID()}`,
      title: "한국 음악 🎻",
      description: `First line\nSecond line ${"긴 ".repeat(9000)}끝`,
      instructorId,
      instructorBio: "Plays\tthe viola",
      language: "ko-KR",
      level: "COURSE_LEVEL_ALL_LEVELS",
      categories: ["Music", "art", "음악"],
      price: { amountMinor: 99_000, currencyCode: "KRW" },
    } as const
    const before = Date.now()
    const course = required((await create({ ...given, categories: [...given.categories] })).course)
    const { id, createTime, updateTime, ...rest } = course
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7/)
    assert.deepEqual(createTime, updateTime)
    assert.ok(Number(createTime?.seconds) * 1000 >= before - 1000)
    assert.deepEqual(rest, {
      ...given,
      categories: ["art", "Music", "음악"],
      status: "COURSE_STATUS_DRAFT",
      rating: { scoreSum: 0, count: 0, histogram: [0, 0, 0, 0, 0] },
      sessionCount: 0,
      totalDurationSeconds: 0,
      etag: "1",
      publishTime: null,
    })
    assert.deepEqual((await service.courses.batchGetCourses({ ids: [id] }, asAdmin())).courses, [course])
  })

  it("takes nothing of what only the service writes", async () => {
    const course = await created({
      id: randomUUID(),
      status: "COURSE_STATUS_PUBLISHED",
      sessionCount: 9,
      totalDurationSeconds: 9,
      rating: { scoreSum: 5, count: 1, histogram: [0, 0, 0, 0, 1] },
      etag: "9",
    })
    assert.equal(course.status, "COURSE_STATUS_DRAFT")
    assert.deepEqual(
      [course.sessionCount, course.totalDurationSeconds, course.rating?.count, course.etag],
      [0, 0, 0, "1"],
    )
  })

  it("trims, spells the language canonically, and keeps each category once", async () => {
    const course = await created({ title: "  Title ", language: "EN-gb", categories: ["b", " a ", "b"] })
    assert.deepEqual([course.title, course.language, course.categories], ["Title", "en-GB", ["a", "b"]])
  })

  it("makes slugs of titles, and other ones where they are taken", async () => {
    const title = `Drums ${randomUUID().slice(0, 8)}`
    const stem = title.toLowerCase().replace(" ", "-")
    const slugs = await Promise.all(Array.from({ length: 20 }, async () => (await created({ title })).slug))
    assert.equal(new Set(slugs).size, 20)
    assert.equal(slugs.filter((slug) => slug === stem).length, 1)
    for (const slug of slugs) assert.match(slug, new RegExp(`^${stem}(-[0-9a-z]{6})?$`))
    assert.match((await created({ title: "북과 장구" })).slug, /^course-[0-9a-z]{6}$/)
  })

  it("refuses a slug that was given and is taken; of ten at once one gets it", async () => {
    const slug = `taken-${randomUUID()}`
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => created({ slug })))
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1)
    for (const outcome of outcomes)
      if (outcome.status === "rejected") assert.equal(outcome.reason.reason, "COURSE_SLUG_TAKEN")
    await refusal(created({ slug }), "ALREADY_EXISTS", "COURSE_SLUG_TAKEN")
  })

  it("lets an instructor teach for themselves only, an administrator name anybody who teaches", async () => {
    const instructor = caller.instructor()
    const own = await create(sampleCourse(instructor.userId ?? ""), callAs(instructor))
    assert.equal(own.course?.instructorId, instructor.userId)
    await refusal(create(sampleCourse(randomUUID()), callAs(instructor)), "PERMISSION_DENIED", "NOT_COURSE_INSTRUCTOR")
    await created()
  })

  it("asks for the scope", async () => {
    await refusal(created({}, callAs(caller.learner())), "PERMISSION_DENIED", "SCOPE_MISSING")
    await refusal(created({}, callAs(caller.anonymous)), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
    await refusal(created({}, callAs(caller.gateway)), "PERMISSION_DENIED", "SCOPE_MISSING")
  })

  it("asks for an instructor that exists and may teach", async () => {
    const nobody = randomUUID()
    const learner = randomUUID()
    const admin = randomUUID()
    service.neighbours.roles.set(nobody, null).set(learner, "ROLE_LEARNER").set(admin, "ROLE_ADMIN")
    for (const id of [nobody, learner])
      assert.deepEqual(await rulesOf(sampleCourse(id)), ["course.instructor_id instructor"])
    assert.equal((await create(sampleCourse(admin))).course?.instructorId, admin)
  })

  it("answers a repeat though the instructor is none any more", async () => {
    const admin = callAs(caller.admin())
    const instructorId = randomUUID()
    const requestId = randomUUID()
    const first = await create(sampleCourse(instructorId), admin, requestId)
    service.neighbours.roles.set(instructorId, null)
    assert.deepEqual(await create(sampleCourse(instructorId), admin, requestId), first)
  })

  it("refuses a level that the contract does not name", async () => {
    assert.deepEqual(await rulesOf({ ...sampleCourse(randomUUID()), level: 99 as never }), ["course.level required"])
  })

  it("names every broken rule", async () => {
    assert.deepEqual(await rulesOf({}), [
      "course.title length",
      "course.instructor_id uuid",
      "course.language locale",
      "course.level required",
    ])
    assert.deepEqual(
      await rulesOf({
        slug: "Not A Slug",
        title: "x".repeat(201),
        description: "x".repeat(20_001),
        instructorId: "nobody",
        instructorBio: "x".repeat(2001),
        language: "no language",
        level: "COURSE_LEVEL_BEGINNER",
        categories: ["", "x".repeat(61), "fine", "\u0007"],
      }),
      [
        "course.slug slug",
        "course.title length",
        "course.description length",
        "course.instructor_id uuid",
        "course.instructor_bio length",
        "course.language locale",
        "course.categories[0] length",
        "course.categories[1] characters",
        "course.categories[3] length",
      ],
    )
    const categories = Array.from({ length: 11 }, (_, index) => `category ${index}`)
    assert.deepEqual(await rulesOf(sampleCourse(randomUUID(), { categories })), ["course.categories count"])
    assert.deepEqual(await rulesOf(sampleCourse(randomUUID(), { slug: "x".repeat(121) })), ["course.slug slug"])
  })

  it("takes the longest of everything", async () => {
    const over = {
      slug: `${randomUUID()}-`.padEnd(120, "x"),
      title: "𝄞".repeat(200),
      description: "𝄞".repeat(20_000),
      instructorBio: "𝄞".repeat(2000),
      categories: Array.from({ length: 10 }, (_, index) => `${index}`.padEnd(60, "한")),
    }
    const course = await created(over)
    assert.deepEqual(
      [course.slug, course.title, course.description, course.instructorBio, course.categories],
      [over.slug, over.title, over.description, over.instructorBio, over.categories],
    )
  })

  it("answers a repeat with the same key as the first time, and refuses the key with another body", async () => {
    const admin = caller.admin()
    const requestId = randomUUID()
    const course = sampleCourse(randomUUID())
    const answers = await Promise.all(Array.from({ length: 5 }, () => create(course, callAs(admin), requestId)))
    for (const answer of answers) assert.deepEqual(answer, answers[0])
    await refusal(
      create({ ...course, title: "Other" }, callAs(admin), requestId),
      "INVALID_ARGUMENT",
      "REQUEST_ID_REUSED",
    )
    // A key is its caller's own.
    assert.notEqual((await create(course, asAdmin(), requestId)).course?.id, answers[0]?.course?.id)
    const error = await refusal(create(course, callAs(admin), "no uuid"), "INVALID_ARGUMENT")
    assert.deepEqual(
      error.details.violations?.map(({ field }) => field),
      ["request_id"],
    )
  })
})
