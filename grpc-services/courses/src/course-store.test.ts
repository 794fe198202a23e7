import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { sql } from "kysely"
import { openDatabase } from "@lectern/service-kit/database"
import { idFromBytes, idToBytes, newId } from "@lectern/service-kit/ids"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { temporaryDatabase, type TemporaryDatabase } from "@lectern/test-kit/temporary-database"
import { reviewPages } from "./course-review-store.ts"
import { coursePage, type CourseFilter, type CourseKey } from "./course-store.ts"
import type { CourseRow, CoursesTables, Database } from "./database.ts"

/** A row of EXPLAIN, as MariaDB and MySQL give it. */
interface Step {
  table: string | null
  type: string | null
  key: string | null
  Extra: string | null
}

// Enough for the server to prefer an index; with a few rows it rightly reads them all.
const COURSES = 2000

describe("the queries of lists", () => {
  let database: TemporaryDatabase
  let db: Database
  const now = new Date()
  const instructors = Array.from({ length: 20 }, () => idToBytes(randomUUID()))
  const levels = ["BEGINNER", "INTERMEDIATE", "ADVANCED", "ALL_LEVELS"] as const
  const courses = Array.from({ length: COURSES }, (_, index): CourseRow => ({
    id: idToBytes(newId(now)),
    slug: `course-${index}`,
    title: `Title ${(index * 7919) % COURSES}`,
    description: "What it teaches and to whom. ".repeat(10),
    instructor_id: instructors[index % 20] ?? Buffer.alloc(16),
    instructor_bio: "",
    language: ["ko", "en", "ja"][index % 3] ?? "",
    level: levels[index % 4] ?? "ALL_LEVELS",
    status: index % 5 === 0 ? "DRAFT" : "PUBLISHED",
    session_count: 0,
    total_duration_seconds: 0,
    rating_sum: 0,
    rating_count: 0,
    r1: 0,
    r2: 0,
    r3: 0,
    r4: 0,
    r5: 0,
    version: 1,
    created_at: now,
    updated_at: now,
    price_minor: null,
    price_currency: null,
    published_at: null,
  }))
  const idOf = (index: number) => idFromBytes(courses[index]?.id ?? Buffer.alloc(16))

  before(async () => {
    database = await temporaryDatabase()
    db = await openDatabase<CoursesTables>({
      url: database.url,
      migrations: new URL("../migrations/", import.meta.url),
      telemetry: silentTelemetry("courses-service"),
    })
    await db.insertInto("courses").values(courses).execute()
    const categories = courses.flatMap(({ id }, index) =>
      [`a${index % 12}`, `b${index % 50}`].map((category) => ({ course_id: id, category })),
    )
    await db.insertInto("course_categories").values(categories).execute()
    const reviews = Array.from({ length: 3000 }, (_, index) => ({
      id: idToBytes(newId(now)),
      course_id: courses[index % 20]?.id ?? Buffer.alloc(16),
      user_id: idToBytes(randomUUID()),
      score: (index % 5) + 1,
      comment: "",
      created_at: now,
      updated_at: now,
      // Many of them, so that a list that only filtered would read far.
      hidden_at: index % 3 === 0 ? now : null,
      hidden_reason: "",
      deleted_at: null,
    }))
    await db.insertInto("course_reviews").values(reviews).execute()
    await sql`analyze table courses, course_categories, course_reviews`.execute(db)
  })
  after(async () => {
    await db.destroy()
    await database.drop()
  })

  const anything: CourseFilter = { categories: [], level: undefined, language: undefined, instructorId: undefined }
  const orders: { order: CourseKey["order"]; after?: CourseKey; index: string }[] = [
    { order: "NEWEST", index: "courses_newest" },
    { order: "NEWEST", after: { order: "NEWEST", id: idOf(COURSES / 2) }, index: "courses_newest" },
    { order: "TITLE", index: "courses_by_title" },
    { order: "TITLE", after: { order: "TITLE", id: idOf(3), title: "Title 50" }, index: "courses_by_title" },
  ]

  it("read a plain catalogue in the order of its index, without sorting", async () => {
    for (const { order, after, index } of orders) {
      const [step, ...more] = await coursePage(db, { filter: anything, order, after, limit: 21 }).explain<Step>(
        "traditional",
      )
      assert.deepEqual(more, [])
      assert.equal(step?.key, index)
      assert.doesNotMatch(step?.Extra ?? "", /filesort|temporary/)
    }
  })

  it("reach the courses by an index whatever narrows the catalogue", async () => {
    for (const { order, after } of orders)
      for (let narrowed = 1; narrowed < 16; narrowed++) {
        const filter: CourseFilter = {
          categories: narrowed & 1 ? ["a3", "b7"] : [],
          level: narrowed & 2 ? "ADVANCED" : undefined,
          language: narrowed & 4 ? "ko" : undefined,
          instructorId: narrowed & 8 ? idFromBytes(instructors[3] ?? Buffer.alloc(16)) : undefined,
        }
        const steps = await coursePage(db, { filter, order, after, limit: 21 }).explain<Step>("traditional")
        for (const { table, key } of steps)
          if (table === "courses" || table === "course_categories")
            assert.ok(key, `${order} ${JSON.stringify(filter)} reads all of ${table}`)
      }
  })

  it("read the reviews of several courses and scores by one index each", async () => {
    for (const minScore of [0, 4])
      for (const beforeId of [undefined, newId(now)]) {
        const query = reviewPages(db, { courseIds: [idOf(0), idOf(1), idOf(2)], beforeId, minScore, limit: 11 })
        const steps = (await query?.explain<Step>("traditional")) ?? []
        const reads = steps.filter(({ table }) => table === "course_reviews")
        assert.equal(reads.length, minScore === 0 ? 3 : 6)
        for (const { type, key, Extra } of reads) {
          assert.match(`${type} ${key}`, /^(ref|range) (course_reviews_newest|course_reviews_by_score)$/)
          assert.doesNotMatch(Extra ?? "", /filesort|temporary/)
        }
      }
  })
})
