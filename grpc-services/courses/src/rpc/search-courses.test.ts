import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import type { Course } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import type { ListCoursesRequest } from "@lectern/contracts/elearning/courses/v1/ListCoursesRequest.ts"
import type { Call } from "@lectern/rpc/call"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testCoursesService } from "../test-service.ts"

describe("listCourses with a query", () => {
  let service: Awaited<ReturnType<typeof testCoursesService>>
  before(async () => {
    service = await testCoursesService()
  })
  after(() => service[Symbol.asyncDispose]())

  const list = (request: ListCoursesRequest, call: Call = callAs(caller.anonymous)) =>
    service.courses.listCourses(request, call)
  const titles = async (request: ListCoursesRequest, call?: Call) =>
    (await list(request, call)).courses.map(({ title }) => title)
  /** Published courses, in the order of the list; by a new instructor, so that a test sees its own only. */
  const made = async (...courses: (string | Course)[]): Promise<string> => {
    const instructorId = randomUUID()
    await service.samples.imported(
      courses.map((course) => (typeof course === "string" ? { title: course, description: "" } : course)),
      instructorId,
    )
    return instructorId
  }

  it("finds by title, description, category, the instructor's name and what they say of themselves", async () => {
    const instructorId = randomUUID()
    service.neighbours.names.set(instructorId, "한지우 Zelenka")
    await service.samples.imported(
      [
        {
          title: "Weaving",
          description: "With a loom",
          instructorBio: "Plays the theorbo",
          categories: ["Handicraft"],
        },
        { title: "Something else" },
      ],
      instructorId,
    )
    for (const query of ["weaving", "LOOM", "handicrafts", "theorbo"])
      assert.deepEqual(await titles({ query, instructorId }), ["Weaving"], query)
    for (const query of ["zelenka", "한지우", "지우"])
      assert.equal((await list({ query, instructorId })).totalSize, 2, query)
  })

  it("puts the best first, in the same order on every page", async () => {
    const instructorId = await made(
      { title: "Baking for two", description: "Bread and cakes. Also kitchens." },
      { title: "Kitchens of the world and how they came to be what they are", description: "" },
      { title: "Kitchens", description: "All about kitchens" },
      { title: "Kitchens", description: "" },
    )
    const whole = await titles({ query: "kitchen", instructorId })
    assert.deepEqual(whole, [
      "Kitchens",
      "Kitchens",
      "Kitchens of the world and how they came to be what they are",
      "Baking for two",
    ])
    const best = await list({ query: "kitchen", instructorId })
    assert.equal(best.courses[0]?.description, "All about kitchens")
    for (const pageSize of [1, 2, 3]) {
      const seen: string[] = []
      for (let pageToken = ""; ;) {
        const page = await list({ query: "kitchen", instructorId, pageSize, pageToken })
        seen.push(...page.courses.map(({ title }) => title))
        assert.equal(page.totalSize, 4)
        if ((pageToken = page.nextPageToken) === "") break
      }
      assert.deepEqual(seen, whole)
    }
  })

  it("goes by relevance unless another order is asked for", async () => {
    const instructorId = await made("Glass", "Glass and a lot more that is about glass", "Old glass")
    const asked = { query: "glass", instructorId }
    assert.deepEqual(await titles(asked), await titles({ ...asked, orderBy: "COURSE_ORDER_RELEVANCE" }))
    assert.deepEqual(await titles({ ...asked, orderBy: "COURSE_ORDER_NEWEST" }), [
      "Old glass",
      "Glass and a lot more that is about glass",
      "Glass",
    ])
    assert.deepEqual(await titles({ ...asked, orderBy: "COURSE_ORDER_TITLE", pageSize: 2 }), [
      "Glass",
      "Glass and a lot more that is about glass",
    ])
  })

  it("takes courses with all words, and where there are none those with the first", async () => {
    const instructorId = await made("Oboe for singers", "Oboe", "Bassoon", "Lute")
    assert.deepEqual(await titles({ query: "oboe singers", instructorId }), ["Oboe for singers"])
    assert.deepEqual((await titles({ query: "oboe bassoon", instructorId })).sort(), ["Oboe", "Oboe for singers"])
    assert.deepEqual(await titles({ query: "bassoon qwertzuiop", instructorId }), ["Bassoon"])
    assert.deepEqual(await titles({ query: "qwertzuiop", instructorId }), [])
    // Those without the missing words are found on every page, the ones with some of them first.
    const { courses, nextPageToken } = await list({ query: "oboe singers bassoon", instructorId, pageSize: 1 })
    assert.equal(courses[0]?.title, "Oboe for singers")
    assert.deepEqual(
      await titles({ query: "oboe singers bassoon", instructorId, pageToken: nextPageToken }),
      nextPageToken === "" ? [courses[0]?.title] : ["Oboe"],
    )
  })

  it("prefers courses in the language of the question", async () => {
    const instructorId = await made({ title: "Python", language: "en" }, { title: "Python", language: "ko-KR" })
    const languages = async (query: string) =>
      (await list({ query, instructorId })).courses.map(({ language }) => language)
    assert.deepEqual(await languages("파이썬"), ["ko-KR", "en"])
  })

  it("is narrowed by all other filters, together too", async () => {
    const [x, y] = [`x ${randomUUID()}`, `y ${randomUUID()}`]
    const instructorId = await made(
      { title: "Maps 1", categories: [x], level: "COURSE_LEVEL_ADVANCED", language: "ko" },
      { title: "Maps 2", categories: [y], level: "COURSE_LEVEL_BEGINNER", language: "ko" },
      { title: "Maps 3", categories: [x, y], level: "COURSE_LEVEL_ADVANCED", language: "en" },
      { title: "Other", categories: [x], level: "COURSE_LEVEL_ADVANCED", language: "ko" },
    )
    const cases: [ListCoursesRequest, string[]][] = [
      [{ instructorId }, ["Maps 1", "Maps 2", "Maps 3"]],
      [{ categories: [x] }, ["Maps 1", "Maps 3"]],
      [{ categories: [x, y] }, ["Maps 1", "Maps 2", "Maps 3"]],
      [{ categories: [y], language: "ko" }, ["Maps 2"]],
      [{ instructorId, level: "COURSE_LEVEL_ADVANCED", language: "ko", categories: [x] }, ["Maps 1"]],
      [{ instructorId, minRating: 1 }, []],
      [{ instructorId: randomUUID() }, []],
    ]
    for (const [filter, expected] of cases)
      for (const orderBy of ["COURSE_ORDER_RELEVANCE", "COURSE_ORDER_TITLE"] as const) {
        const { courses, totalSize } = await list({ ...filter, query: "maps", orderBy })
        assert.deepEqual(courses.map(({ title }) => title).sort(), expected, JSON.stringify(filter))
        assert.equal(totalSize, expected.length)
      }
  })

  it("follows every change of a course at once", async () => {
    const { samples } = service
    const course = await samples.draft({ title: "Falconry", categories: [] })
    const asked = { query: "falconry", instructorId: samples.instructorId }
    assert.deepEqual(await titles(asked), [])
    assert.deepEqual(await titles({ ...asked, status: "COURSE_STATUS_DRAFT" }, samples.asInstructor()), ["Falconry"])
    await samples.session(course.id)
    await samples.publish(course.id)
    assert.deepEqual(await titles(asked), ["Falconry"])
    await service.courses.updateCourse(
      {
        course: { id: course.id, title: "Owls", categories: ["Night"] },
        updateMask: { paths: ["title", "categories"] },
      },
      samples.asInstructor(),
    )
    assert.deepEqual(await titles(asked), [])
    assert.deepEqual(await titles({ ...asked, query: "owl night" }), ["Owls"])
    await service.courses.updateCourse(
      { course: { id: course.id, status: "COURSE_STATUS_ARCHIVED" }, updateMask: { paths: ["status"] } },
      samples.asInstructor(),
    )
    assert.deepEqual(await titles({ ...asked, query: "owl" }), [])
  })

  it("shows unpublished courses to their instructor and to administrators only", async () => {
    const { samples } = service
    await samples.draft({ title: "Hidden cartography" })
    const asked: ListCoursesRequest = { query: "cartography", status: "COURSE_STATUS_DRAFT" }
    for (const request of [asked, { ...asked, query: "" }]) {
      const seenBy = async (call: Call, over: ListCoursesRequest = {}) =>
        (await titles({ ...request, ...over }, call)).includes("Hidden cartography")
      assert.ok(await seenBy(samples.asInstructor()))
      assert.ok(await seenBy(samples.asInstructor(), { instructorId: samples.instructorId }))
      assert.ok(await seenBy(callAs(caller.admin()), { instructorId: samples.instructorId }))
      for (const other of [
        caller.anonymous,
        caller.learner(),
        caller.instructor(),
        caller.learner(samples.instructorId),
      ])
        for (const over of [{}, { instructorId: samples.instructorId }])
          assert.deepEqual((await list({ ...request, ...over }, callAs(other))).courses, [])
    }
  })

  it("neither repeats nor loses a course while others are published, in one chunk of postings or several", async () => {
    const instructorId = randomUUID()
    const rivers = (count: number) =>
      service.samples.imported(
        Array.from({ length: count }, (_, index) => ({
          title: `Rivers ${"and lakes ".repeat(index % 7)}`,
          description: "",
        })),
        instructorId,
      )
    const before: string[] = []
    while (before.length < 600) before.push(...(await rivers(100)))
    for (const query of ["river", "river lakes"]) {
      const seen: string[] = []
      for (let pageToken = ""; ;) {
        const page = await list({ query, instructorId, pageSize: 45, pageToken })
        assert.equal(page.cursors.length, page.courses.length)
        seen.push(...page.courses.map(({ slug }) => slug))
        if ((pageToken = page.nextPageToken) === "") break
        // As good as the best, as bad as the worst, and between.
        await rivers(7)
      }
      assert.equal(new Set(seen).size, seen.length)
      const found = new Set(seen)
      const lost = before.filter((slug, index) => !found.has(slug) && (query === "river" || (index % 100) % 7 > 0))
      assert.deepEqual(lost, [])
    }
  })

  it("answers any query within its bounds", async () => {
    const instructorId = await made("Anything at all 무엇이든", "C++ and 파이썬")
    const queries = [
      "the of and",
      "!!!",
      "%",
      "_______",
      "' OR '1'='1",
      "\\",
      "🎉🎊",
      "ＡＮＹＴＨＩＮＧ",
      "무엇이든".normalize("NFD"),
      "무",
      "가",
      "x".repeat(1000),
      "가".repeat(1000),
      Array.from({ length: 200 }, (_, index) => `w${index}`).join(" "),
      "\u0000\u0001",
      "\ud800",
      "a\u0301\u0302\u0303".repeat(100),
    ]
    for (const query of queries) {
      const { courses, totalSize } = await list({ query, instructorId })
      assert.ok(courses.length <= 2 && totalSize <= 2, query)
    }
    assert.deepEqual(await titles({ query: "ＡＮＹＴＨＩＮＧ", instructorId }), ["Anything at all 무엇이든"])
    assert.deepEqual(await titles({ query: "무엇이든".normalize("NFD"), instructorId }), ["Anything at all 무엇이든"])
    assert.deepEqual(await titles({ query: "무", instructorId }), ["Anything at all 무엇이든"])
    assert.deepEqual(await titles({ query: "%", instructorId }), [])
    // Blanks ask for nothing.
    assert.equal((await list({ query: "  \n ", instructorId })).totalSize, 2)
  })

  it("refuses a query that is too long, an order by relevance without one, and tokens of other searches", async () => {
    const instructorId = await made("Salt", "Salt and salt")
    const rules = async (request: ListCoursesRequest) =>
      (await refusal(list(request), "INVALID_ARGUMENT")).details.violations?.map(
        ({ field, rule }) => `${field} ${rule}`,
      )
    assert.deepEqual(await rules({ query: "x".repeat(10_000) }), ["query length"])
    assert.deepEqual(await rules({ orderBy: "COURSE_ORDER_RELEVANCE" }), ["order_by query"])
    assert.deepEqual(await rules({ minRating: 5.5, status: 9 as never, orderBy: 77 as never }), [
      "min_rating range",
      "status enum",
      "order_by enum",
    ])
    for (const minRating of [-1, 0.5, Number.NaN]) assert.deepEqual(await rules({ minRating }), ["min_rating range"])
    const { nextPageToken: pageToken } = await list({ query: "salt", instructorId, pageSize: 1 })
    assert.notEqual(pageToken, "")
    for (const request of [
      { query: "pepper", instructorId, pageToken },
      { query: "salt", pageToken },
      { query: "salt", instructorId, orderBy: "COURSE_ORDER_TITLE", pageToken },
      { instructorId, pageToken },
    ] as ListCoursesRequest[])
      await refusal(list(request), "INVALID_ARGUMENT", "PAGE_TOKEN_INVALID")
    // The same search in other words.
    assert.equal((await list({ query: " SALT ", instructorId, pageToken })).courses.length, 1)
  })
})
