import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import type { PortableCourse } from "@lectern/contracts/elearning/courses/v1/PortableCourse.ts"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { sampleCourse } from "../sample-courses.ts"
import { testCoursesService } from "../test-service.ts"

describe("exportCourses", () => {
  let service: Awaited<ReturnType<typeof testCoursesService>>
  before(async () => {
    service = await testCoursesService()
  })
  after(() => service[Symbol.asyncDispose]())
  const asAdmin = () => callAs(caller.admin(), 60_000)

  it("gives every course of any status by slug, page by page, as an import takes it", async () => {
    const { samples, courses } = service
    await samples.imported([{ slug: "b-published", categories: ["z", "a"] }])
    await samples.draft({ slug: "a-draft", price: { amountMinor: 100, currencyCode: "EUR" } })
    await samples.imported([{ slug: "c-archived", status: "COURSE_STATUS_ARCHIVED" }])
    const all = []
    let pages = 0
    for (let pageToken = ""; ;) {
      const page = await courses.exportCourses({ pageSize: 2, pageToken }, asAdmin())
      assert.equal(page.totalSize, 3)
      all.push(...page.courses)
      pages++
      if ((pageToken = page.nextPageToken) === "") break
    }
    assert.equal(pages, 2)
    assert.deepEqual(
      all.map(({ course, sessions }) => [course?.slug, course?.status, sessions.length]),
      [
        ["a-draft", "COURSE_STATUS_DRAFT", 0],
        ["b-published", "COURSE_STATUS_PUBLISHED", 1],
        ["c-archived", "COURSE_STATUS_ARCHIVED", 1],
      ],
    )
    assert.equal(all[0]?.instructorEmail, `${samples.instructorId}@example.org`)
    const { outcomes, problems } = await courses.importCourses({ courses: all }, asAdmin())
    assert.deepEqual([outcomes, problems], [Array.from({ length: 3 }, () => "IMPORT_OUTCOME_UNCHANGED"), []])
  })

  it("ends a page before it has more than a thousand sessions, but never without a course", async () => {
    const { courses } = service
    const many = (slug: string, count: number): PortableCourse => ({
      course: { ...sampleCourse("", { slug, status: "COURSE_STATUS_PUBLISHED" }), instructorId: "" },
      instructorEmail: `${randomUUID()}@example.org`,
      sessions: Array.from({ length: count }, (_, index) => ({
        title: `${index}`,
        videoUrl: "content:x",
        durationSeconds: 1,
      })),
    })
    await courses.importCourses({ courses: [many("x-1", 600), many("x-2", 600), many("x-3", 1000)] }, asAdmin())
    const sizes = []
    for (let pageToken = ""; ;) {
      const page = await courses.exportCourses({ pageToken }, asAdmin())
      sizes.push(page.courses.filter(({ course }) => course?.slug.startsWith("x-")).length)
      if ((pageToken = page.nextPageToken) === "") break
    }
    assert.deepEqual(sizes, [1, 1, 1])
  })

  it("is for administrators, and refuses bad pages", async () => {
    const { courses } = service
    await refusal(courses.exportCourses({}, callAs(caller.instructor())), "PERMISSION_DENIED", "ADMIN_REQUIRED")
    await refusal(courses.exportCourses({ pageSize: -1 }, asAdmin()), "INVALID_ARGUMENT", "PAGE_SIZE_INVALID")
    await refusal(courses.exportCourses({ pageToken: "forged" }, asAdmin()), "INVALID_ARGUMENT", "PAGE_TOKEN_INVALID")
  })
})
