import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import type { Course } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import { required } from "@lectern/rpc/required"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testCoursesService } from "../test-service.ts"

describe("updateCourse", () => {
  let service: Awaited<ReturnType<typeof testCoursesService>>
  let now = new Date()
  before(async () => {
    service = await testCoursesService(() => now)
  })
  after(() => service[Symbol.asyncDispose]())

  const asInstructor = () => service.samples.asInstructor()
  const asAdmin = () => callAs(caller.admin())
  const update = async (course: Course, paths: string[], call = asInstructor()) =>
    required((await service.courses.updateCourse({ course, updateMask: { paths } }, call)).course)
  const courseNow = async (id: string, call = asAdmin()) =>
    (await service.courses.batchGetCourses({ ids: [id] }, call)).courses[0]
  const rulesOf = async (course: Course, paths: string[], call = asInstructor()) =>
    (await refusal(update(course, paths, call), "INVALID_ARGUMENT")).details.violations?.map(
      ({ field, rule }) => `${field} ${rule}`,
    )
  const everything = {
    slug: "",
    title: " 새 제목 🎻 ",
    description: "New\nlines",
    instructorBio: "Plays\tthe viola",
    language: "KO-kr",
    level: "COURSE_LEVEL_ADVANCED",
    categories: ["zoo", "음악", "zoo"],
    price: { amountMinor: 44_000, currencyCode: "KRW" },
  } as const
  const paths = ["slug", "title", "description", "instructor_bio", "language", "level", "categories", "price"]

  it("writes every field that the mask names, which reads back the same", async () => {
    const before = await service.samples.draft({ categories: ["a", "b"] })
    now = new Date(now.getTime() + 1500)
    const slug = `renamed-${randomUUID()}`
    const course = await update(
      { id: before.id, etag: before.etag, ...everything, slug, categories: [...everything.categories] },
      paths,
    )
    assert.deepEqual(course, {
      ...before,
      ...everything,
      slug,
      title: "새 제목 🎻",
      language: "ko-KR",
      categories: ["zoo", "음악"],
      updateTime: course.updateTime,
      etag: "2",
    })
    assert.deepEqual(fromTimestamp(course.updateTime), now)
    assert.deepEqual(await courseNow(before.id), course)
    const bySlug = async (name: string) =>
      (await service.courses.batchGetCourses({ slugs: [name] }, asAdmin())).courses.map(({ id }) => id)
    assert.deepEqual(await bySlug(slug), [before.id])
    assert.deepEqual(await bySlug(before.slug), [])
  })

  it("leaves what the mask does not name, and clears what it names and is empty", async () => {
    const before = await service.samples.draft({
      categories: ["a"],
      instructorBio: "Bio",
      price: { amountMinor: 9900, currencyCode: "KRW" },
    })
    const course = await update({ id: before.id, title: "Not this", description: "This" }, ["description"])
    assert.deepEqual(course, { ...before, description: "This", updateTime: course.updateTime, etag: "2" })
    const cleared = await update({ id: before.id }, ["description", "instructor_bio", "categories", "price"])
    assert.deepEqual(
      [cleared.description, cleared.instructorBio, cleared.categories, cleared.price],
      ["", "", [], null],
    )
    assert.deepEqual(await courseNow(before.id), cleared)
  })

  it("leaves a course as it is, with its etag, where nothing would change", async () => {
    const before = await service.samples.draft()
    now = new Date(now.getTime() + 1500)
    assert.deepEqual(await update({ id: before.id, title: "Not named" }, []), before)
    assert.deepEqual(await update({ id: before.id, title: before.title }, ["title"]), before)
    assert.deepEqual(await courseNow(before.id), before)
  })

  it("is possible in every status", async () => {
    const { id } = await service.samples.published()
    assert.equal((await update({ id, title: "While published" }, ["title"])).title, "While published")
    await update({ id, status: "COURSE_STATUS_ARCHIVED" }, ["status"])
    assert.equal((await update({ id, title: "While archived" }, ["title"])).title, "While archived")
  })

  it("publishes, archives and publishes again, and keeps when it was first published", async () => {
    const { id } = await service.samples.draft({ categories: ["a"] })
    await service.samples.session(id)
    const anybody = callAs(caller.anonymous)
    assert.equal(await courseNow(id, anybody), undefined)
    now = new Date(now.getTime() + 1500)
    const published = await update({ id, status: "COURSE_STATUS_PUBLISHED" }, ["status"])
    assert.deepEqual(fromTimestamp(published.publishTime), now)
    assert.deepEqual(await courseNow(id, anybody), published)
    now = new Date(now.getTime() + 1500)
    assert.deepEqual(await update({ id, status: "COURSE_STATUS_PUBLISHED" }, ["status"]), published)
    await update({ id, status: "COURSE_STATUS_ARCHIVED" }, ["status"])
    assert.equal(await courseNow(id, anybody), undefined)
    const again = await update({ id, status: "COURSE_STATUS_PUBLISHED" }, ["status"])
    assert.deepEqual(again.publishTime, published.publishTime)
    assert.deepEqual([again.status, again.etag], ["COURSE_STATUS_PUBLISHED", "5"])
  })

  it("refuses to publish without a session, and does nothing else then", async () => {
    const before = await service.samples.draft()
    const change = update({ id: before.id, title: "New", status: "COURSE_STATUS_PUBLISHED" }, ["title", "status"])
    const error = await refusal(change, "FAILED_PRECONDITION", "COURSE_HAS_NO_SESSIONS")
    assert.deepEqual(
      error.details.violations?.map(({ field, rule }) => `${field} ${rule}`),
      ["course.status sessions"],
    )
    assert.deepEqual(await courseNow(before.id), before)
  })

  it("refuses a status that can't follow, and says which can", async () => {
    const { id } = await service.samples.published()
    const error = await refusal(
      update({ id, status: "COURSE_STATUS_DRAFT" }, ["status"]),
      "FAILED_PRECONDITION",
      "COURSE_STATUS_UNREACHABLE",
    )
    assert.equal(error.message, "a course that is PUBLISHED becomes ARCHIVED, not DRAFT")
  })

  it("refuses a stale etag with the current one", async () => {
    const before = await service.samples.draft()
    await update({ id: before.id, etag: before.etag, title: "First" }, ["title"])
    for (const etag of [before.etag, "0", "no etag", "2 "]) {
      const error = await refusal(update({ id: before.id, etag, title: "Second" }, ["title"]), "ABORTED", "ETAG_STALE")
      assert.equal(error.details.currentEtag, "2")
    }
    assert.equal((await courseNow(before.id))?.title, "First")
  })

  it("lets exactly one of twenty editors with the same etag win, at two replicas", async () => {
    await using other = await service.startReplica()
    const { id, etag } = await service.samples.draft()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? service : other).courses.updateCourse(
          { course: { id, etag, title: `Editor ${index}` }, updateMask: { paths: ["title"] } },
          asInstructor(),
        ),
      ),
    )
    const won = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value.course] : []))
    assert.equal(won.length, 1)
    for (const outcome of outcomes)
      if (outcome.status === "rejected")
        assert.deepEqual(
          [outcome.reason.code, outcome.reason.reason, outcome.reason.details.currentEtag],
          ["ABORTED", "ETAG_STALE", "2"],
        )
    assert.deepEqual(await courseNow(id), won[0])
  })

  it("loses no field where twenty without an etag change different ones", async () => {
    const { id } = await service.samples.draft()
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0
          ? update({ id, title: `Title ${index}` }, ["title"])
          : update({ id, categories: [`c${index}`] }, ["categories"]),
      ),
    )
    const course = required(await courseNow(id))
    assert.equal(course.etag, "21")
    assert.match(course.title, /^Title \d+$/)
    assert.match(course.categories.join(), /^c\d+$/)
  })

  it("refuses a slug that is taken; of ten that want one at once, one gets it", async () => {
    const taken = await service.samples.draft()
    const own = await service.samples.draft()
    const error = await refusal(
      update({ id: own.id, slug: taken.slug }, ["slug"]),
      "ALREADY_EXISTS",
      "COURSE_SLUG_TAKEN",
    )
    assert.deepEqual(
      error.details.violations?.map(({ field, rule }) => `${field} ${rule}`),
      ["course.slug unique"],
    )
    assert.deepEqual(await courseNow(own.id), own)
    const slug = `wanted-${randomUUID()}`
    const drafts = await Promise.all(Array.from({ length: 10 }, () => service.samples.draft()))
    const outcomes = await Promise.allSettled(drafts.map(({ id }) => update({ id, slug }, ["slug"])))
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1)
    for (const outcome of outcomes)
      if (outcome.status === "rejected") assert.equal(outcome.reason.reason, "COURSE_SLUG_TAKEN")
  })

  it("lets administrators alone give a course to another instructor, who has to be one", async () => {
    const { id } = await service.samples.draft()
    const other = caller.instructor()
    const instructorId = other.userId ?? ""
    await refusal(update({ id, instructorId }, ["instructor_id"]), "PERMISSION_DENIED", "ADMIN_REQUIRED")
    // Naming oneself changes nothing.
    await update({ id, instructorId: service.samples.instructorId }, ["instructor_id"])
    const [nobody, learner] = [randomUUID(), randomUUID()]
    service.neighbours.roles.set(nobody, null).set(learner, "ROLE_LEARNER")
    for (const one of [nobody, learner])
      assert.deepEqual(await rulesOf({ id, instructorId: one }, ["instructor_id"], asAdmin()), [
        "course.instructor_id instructor",
      ])
    assert.equal((await update({ id, instructorId }, ["instructor_id"], asAdmin())).instructorId, instructorId)
    await refusal(update({ id, title: "Mine?" }, ["title"]), "NOT_FOUND", "COURSE_NOT_FOUND")
    assert.equal((await update({ id, title: "Mine" }, ["title"], callAs(other))).title, "Mine")
  })

  it("is for the instructor of the course and administrators", async () => {
    const { id } = await service.samples.published()
    const change = (call: ReturnType<typeof callAs>) => update({ id, title: "Other" }, ["title"], call)
    await refusal(change(callAs(caller.learner())), "PERMISSION_DENIED", "SCOPE_MISSING")
    await refusal(change(callAs(caller.anonymous)), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
    await refusal(change(callAs(caller.gateway)), "PERMISSION_DENIED", "SCOPE_MISSING")
    await refusal(change(callAs(caller.instructor())), "PERMISSION_DENIED", "NOT_COURSE_INSTRUCTOR")
    assert.equal((await change(asAdmin())).title, "Other")
  })

  it("finds no course under an unknown id, nor somebody else's draft", async () => {
    const { id: draftId } = await service.samples.draft()
    const other = callAs(caller.instructor())
    for (const [id, call] of [
      [randomUUID(), asInstructor()],
      ["no id", asInstructor()],
      ["", asAdmin()],
      [draftId, other],
    ] as const) {
      // Also with a broken title: what is wrong with it would tell that the course is there.
      for (const title of ["New", ""]) {
        const error = await refusal(update({ id, title }, ["title"], call), "NOT_FOUND", "COURSE_NOT_FOUND")
        assert.equal(error.message, `there is no course ${id}`)
        assert.equal(error.details.resourceId ?? "", id)
      }
    }
  })

  it("names every broken rule, of named fields only", async () => {
    const before = await service.samples.draft()
    const broken: Course = {
      id: before.id,
      slug: "Not A Slug",
      title: "",
      description: "x".repeat(20_001),
      instructorId: "nobody",
      instructorBio: "\u0000",
      language: "no language",
      level: 99 as never,
      categories: [""],
      price: { amountMinor: -1, currencyCode: "won" },
      status: 99 as never,
    }
    assert.deepEqual(await rulesOf(broken, ["title", "price"]), [
      "course.title length",
      "course.price.amount_minor range",
      "course.price.currency_code currency",
    ])
    assert.deepEqual(await rulesOf(broken, [...paths, "instructor_id", "status"], asAdmin()), [
      "course.slug slug",
      "course.title length",
      "course.description length",
      "course.instructor_id uuid",
      "course.instructor_bio characters",
      "course.language locale",
      "course.level required",
      "course.categories[0] length",
      "course.price.amount_minor range",
      "course.price.currency_code currency",
      "course.status required",
    ])
    assert.deepEqual(await rulesOf({ id: before.id }, ["slug", "title", "language", "level", "status"]), [
      "course.slug slug",
      "course.title length",
      "course.language locale",
      "course.level required",
      "course.status required",
    ])
    assert.deepEqual(await courseNow(before.id), before)
  })

  it("takes an amount of zero for free, and no price beyond a hundred million", async () => {
    const { id } = await service.samples.draft()
    const price = (amountMinor: number) => ({ id, price: { amountMinor, currencyCode: "KRW" } })
    assert.equal((await update(price(100_000_000), ["price"])).price?.amountMinor, 100_000_000)
    assert.equal((await update(price(0), ["price"])).price, null)
    for (const amount of [100_000_001, Number.MAX_SAFE_INTEGER, -100])
      assert.deepEqual(await rulesOf(price(amount), ["price"]), ["course.price.amount_minor range"])
  })

  it("takes no path that names nothing writable", async () => {
    const before = await service.samples.draft()
    for (const path of [
      "etag",
      "id",
      "rating",
      "session_count",
      "publish_time",
      "instructorBio",
      "*",
      "price.amount_minor",
    ])
      assert.deepEqual(await rulesOf({ id: before.id, title: "New" }, ["title", path]), ["update_mask field"])
    assert.deepEqual(await courseNow(before.id), before)
  })
})
