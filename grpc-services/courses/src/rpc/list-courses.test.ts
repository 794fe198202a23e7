import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import type { Course } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import type { ListCoursesRequest } from "@lectern/contracts/elearning/courses/v1/ListCoursesRequest.ts"
import { required } from "@lectern/rpc/required"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { sampleCourse, sampleSession } from "../sample-courses.ts"
import { testCoursesService } from "../test-service.ts"

describe("listCourses", () => {
  let service: Awaited<ReturnType<typeof testCoursesService>>
  before(async () => {
    service = await testCoursesService()
  })
  after(() => service[Symbol.asyncDispose]())

  const list = (request: ListCoursesRequest = {}) => service.courses.listCourses(request, callAs(caller.anonymous))
  /** All pages of a list, and what happens between them. */
  const pages = async (request: ListCoursesRequest, between: () => Promise<unknown> = async () => undefined) => {
    const titles: string[] = []
    for (let pageToken = ""; ; await between()) {
      const reply = await list({ ...request, pageToken })
      assert.equal(reply.cursors.length, reply.courses.length)
      titles.push(...reply.courses.map(({ title }) => title))
      if (reply.nextPageToken === "") return titles
      assert.equal(reply.nextPageToken, reply.cursors.at(-1))
      pageToken = reply.nextPageToken
    }
  }
  /** Lists of one instructor, so that the tests don't see each other's courses. */
  const published = async (instructorId: string, over: Course) => {
    const admin = callAs(caller.admin())
    const { course } = await service.courses.createCourse({ course: sampleCourse(instructorId, over) }, admin)
    const id = required(course).id
    await service.courses.createSession({ session: sampleSession(id) }, admin)
    return service.samples.publish(id, admin)
  }

  it("lists published courses only, to everybody alike, newest first", async () => {
    const a = await service.samples.published({ categories: ["b", "a"] })
    await service.samples.draft()
    const b = await service.samples.published()
    const reply = await service.courses.listCourses(
      { instructorId: service.samples.instructorId },
      service.samples.asInstructor(),
    )
    assert.deepEqual(reply.courses, [b, a])
    assert.equal(reply.totalSize, 2)
    assert.equal(reply.nextPageToken, "")
  })

  it("pages by title in an order that case and equal titles can't upset", async () => {
    const instructorId = randomUUID()
    const titles = ["go", "Go", "GO", "파이썬", "Ada", "é", "e", "E", "가나다", "z", "go", "!", "파이썬"]
    for (const title of titles) await published(instructorId, { title })
    const whole = await pages({ instructorId, orderBy: "COURSE_ORDER_TITLE", pageSize: 100 })
    assert.deepEqual([...whole].sort(), [...titles].sort())
    for (const pageSize of [1, 2, 3, 5])
      assert.deepEqual(await pages({ instructorId, orderBy: "COURSE_ORDER_TITLE", pageSize }), whole)
    // Equal ones by age.
    assert.deepEqual(
      whole.filter((title) => title.toLowerCase() === "go"),
      ["go", "Go", "GO", "go"],
    )
    assert.ok(whole.indexOf("Ada") < whole.indexOf("z"))
    assert.ok(whole.indexOf("가나다") < whole.indexOf("파이썬"))
  })

  it("neither repeats nor loses a course while others are published", async () => {
    for (const orderBy of ["COURSE_ORDER_NEWEST", "COURSE_ORDER_TITLE"] as const) {
      const instructorId = randomUUID()
      for (const title of ["b", "d", "f", "h", "j"]) await published(instructorId, { title })
      const late = ["a", "c", "e", "g", "i", "k"].values()
      const seen = await pages({ instructorId, orderBy, pageSize: 1 }, async () => {
        const { value } = late.next()
        if (value) await published(instructorId, { title: value })
      })
      assert.equal(new Set(seen).size, seen.length)
      const before = seen.filter((title) => "bdfhj".includes(title))
      assert.deepEqual(before, orderBy === "COURSE_ORDER_TITLE" ? [..."bdfhj"] : [..."jhfdb"])
    }
  })

  it("narrows by all that is given, by any of the categories", async () => {
    const instructorId = randomUUID()
    const other = randomUUID()
    const [x, y, z] = [`x ${other}`, `y ${other}`, `z ${other}`]
    await published(instructorId, { title: "1", categories: [x], level: "COURSE_LEVEL_ADVANCED", language: "ko" })
    await published(instructorId, { title: "2", categories: [x, y], level: "COURSE_LEVEL_BEGINNER", language: "ko-KR" })
    await published(instructorId, { title: "3", categories: [y, z], level: "COURSE_LEVEL_ADVANCED", language: "ko" })
    await published(other, { title: "4", categories: [z], level: "COURSE_LEVEL_ADVANCED", language: "en" })
    const cases: [ListCoursesRequest, string][] = [
      [{ instructorId }, "321"],
      [{ instructorId: instructorId.toUpperCase() }, "321"],
      [{ categories: [x] }, "21"],
      [{ categories: [x, y] }, "321"],
      [{ categories: [`  ${z} `, z] }, "43"],
      [{ categories: [x.toUpperCase()] }, ""],
      [{ categories: [x, y, z], instructorId: other }, "4"],
      [{ instructorId, level: "COURSE_LEVEL_ADVANCED" }, "31"],
      [{ instructorId, language: "ko" }, "31"],
      [{ instructorId, language: "KO-kr" }, "2"],
      [{ categories: [x, z], level: "COURSE_LEVEL_ADVANCED", language: "ko", instructorId }, "31"],
      [{ categories: [y], level: "COURSE_LEVEL_BEGINNER", language: "ko" }, ""],
    ]
    for (const [request, expected] of cases) {
      const what = JSON.stringify(request)
      assert.equal((await pages({ ...request, pageSize: 1 })).join(""), expected, what)
      assert.equal((await list(request)).totalSize, expected.length, what)
      const byTitle = await pages({ ...request, orderBy: "COURSE_ORDER_TITLE" })
      assert.deepEqual(byTitle.join(""), [...expected].sort().join(""), what)
    }
  })

  describe("by ratings", () => {
    const instructorId = randomUUID()
    /** By title: its scores. */
    const scores: Record<string, number[]> = {
      "one five": [5],
      "ten of 4.6": [5, 5, 5, 4, 4, 5, 5, 4, 5, 4],
      "three of 4": [4, 4, 4],
      "two ones": [1, 1],
      "three and a half": [3, 4],
      none: [],
      "none either": [],
    }
    before(async () => {
      const titles = Object.keys(scores)
      const slugs = await service.samples.imported(
        titles.map((title) => ({ title })),
        instructorId,
      )
      const { courses } = await service.courses.batchGetCourses({ slugs }, callAs(caller.anonymous))
      for (const { id, title } of courses)
        await Promise.all(
          (scores[title] ?? []).map((score) =>
            service.courses.upsertReview({ review: { courseId: id, score } }, callAs(caller.learner())),
          ),
        )
    })
    const sum = (title: string) => (scores[title] ?? []).reduce((total, score) => total + score, 0)
    const count = (title: string) => scores[title]?.length ?? 0

    it("puts the best first by a mean that few ratings can't carry, unrated ones last", async () => {
      const bayes = (title: string) => (count(title) === 0 ? 0 : (sum(title) + 17.5) / (count(title) + 5))
      const newestFirst = Object.keys(scores).reverse()
      const expected = newestFirst.toSorted((a, b) => bayes(b) - bayes(a))
      assert.equal(expected[0], "ten of 4.6")
      for (const pageSize of [1, 2, 100])
        assert.deepEqual(await pages({ instructorId, orderBy: "COURSE_ORDER_RATING", pageSize }), expected)
    })

    it("puts the most rated first", async () => {
      const expected = Object.keys(scores)
        .reverse()
        .toSorted((a, b) => count(b) - count(a))
      for (const pageSize of [1, 3, 100])
        assert.deepEqual(await pages({ instructorId, orderBy: "COURSE_ORDER_POPULARITY", pageSize }), expected)
    })

    it("narrows to those whose mean is at least what is asked for", async () => {
      for (const [minRating, least] of [
        [1, 1],
        [3.5, 3.5],
        [4, 4],
        [4.6, 4.6],
        [4.7, 4.7],
        [5, 5],
      ] as const) {
        const expected = Object.keys(scores).filter((title) => count(title) > 0 && sum(title) / count(title) >= least)
        const found = await list({ instructorId, minRating })
        assert.deepEqual(found.courses.map(({ title }) => title).sort(), expected.sort(), String(minRating))
        assert.equal(found.totalSize, expected.length)
      }
      // Without another filter too.
      assert.ok((await pages({ minRating: 4.6 })).includes("one five"))
    })
  })

  it("lists one status at a time, by every filter alike", async () => {
    const { samples } = service
    const categories = [`status ${randomUUID()}`]
    const draft = await samples.draft({ title: "draft", categories })
    await samples.published({ title: "published", categories })
    const archived = await samples.published({ title: "archived", categories })
    await service.courses.updateCourse(
      { course: { id: archived.id, status: "COURSE_STATUS_ARCHIVED" }, updateMask: { paths: ["status"] } },
      samples.asInstructor(),
    )
    assert.equal(draft.status, "COURSE_STATUS_DRAFT")
    for (const status of ["DRAFT", "PUBLISHED", "ARCHIVED"] as const) {
      const { courses } = await service.courses.listCourses(
        { categories, status: `COURSE_STATUS_${status}` },
        samples.asInstructor(),
      )
      assert.deepEqual(
        courses.map(({ title }) => title),
        [status.toLowerCase()],
      )
    }
    assert.deepEqual(await pages({ categories }), ["published"])
  })

  it("gives 20 when nothing is said and 100 at most", async () => {
    const instructorId = randomUUID()
    for (let index = 0; index < 22; index++) await published(instructorId, {})
    const sizeOf = async (pageSize?: number) => (await list({ instructorId, pageSize: pageSize ?? 0 })).courses.length
    assert.deepEqual([await sizeOf(), await sizeOf(21), await sizeOf(1000)], [20, 21, 22])
    assert.equal((await list({ instructorId, pageSize: 1 })).totalSize, 22)
  })

  it("refuses a negative page size, a page token of another list, and filters that break their rules", async () => {
    const instructorId = randomUUID()
    for (const title of ["a", "b"]) await published(instructorId, { title })
    await refusal(list({ pageSize: -1 }), "INVALID_ARGUMENT", "PAGE_SIZE_INVALID")
    const { nextPageToken: pageToken } = await list({ instructorId, pageSize: 1 })
    assert.notEqual(pageToken, "")
    const others: ListCoursesRequest[] = [
      { pageToken: "forged" },
      { pageToken },
      { instructorId: randomUUID(), pageToken },
      { instructorId, language: "en", pageToken },
      { instructorId, level: "COURSE_LEVEL_BEGINNER", pageToken },
      { instructorId, categories: ["a"], pageToken },
      { instructorId, orderBy: "COURSE_ORDER_TITLE", pageToken },
    ]
    for (const other of others) await refusal(list(other), "INVALID_ARGUMENT", "PAGE_TOKEN_INVALID")
    // The same list in other words.
    assert.equal(
      (await list({ instructorId, orderBy: "COURSE_ORDER_NEWEST", pageToken, pageSize: 7 })).courses.length,
      1,
    )
    const broken = await refusal(
      list({
        categories: Array.from({ length: 21 }, (_, index) => (index === 0 ? "x".repeat(61) : `category ${index}`)),
        level: 99 as never,
        language: "no language",
        instructorId: "nobody",
      }),
      "INVALID_ARGUMENT",
    )
    assert.deepEqual(
      broken.details.violations?.map(({ field, rule }) => `${field} ${rule}`),
      ["categories count", "level enum", "language locale", "instructor_id uuid"],
    )
  })

  it("takes three SQL statements whatever the size of the page", async () => {
    for (const pageSize of [2, 20]) {
      const before = await counterValue(service.telemetry, "db_statements_total", { origin: "call" })
      assert.equal((await list({ pageSize })).courses.length, pageSize)
      assert.equal((await counterValue(service.telemetry, "db_statements_total", { origin: "call" })) - before, 3)
    }
  })
})
