import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { sql, type RawBuilder } from "kysely"
import { createConnection, type Connection, type RowDataPacket } from "mysql2/promise"
import { openDatabase } from "@lectern/service-kit/database"
import { idFromBytes, idToBytes, newId } from "@lectern/service-kit/ids"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { temporaryDatabase, type TemporaryDatabase } from "@lectern/test-kit/temporary-database"
import { hiddenReviewPage, reviewPages } from "./course-review-store.ts"
import { listCourses, sortedPage, taughtPages, walkedPage, windowEnd } from "./course-list-store.ts"
import type { CourseKey, CourseList, ListOrder } from "./course-list-store.ts"
import { countQuery, MOST_PROBED, type Narrowing } from "./course-matches.ts"
import { boundaryQuery, chunkQuery, searchCourses, type SearchKey } from "./course-search.ts"
import type { CourseRow, CoursesTables, Database } from "./database.ts"

/** A row of EXPLAIN, as MariaDB and MySQL give it. */
interface Step {
  table: string | null
  type: string | null
  key: string | null
  Extra: string | null
}

// Enough for the server to prefer an index; with a few rows it rightly reads them all.
const COURSES = 4000

describe("the queries of lists", () => {
  let database: TemporaryDatabase
  let db: Database
  let connection: Connection
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
    rating_sum: (index % 9) * (1 + (index % 5)),
    rating_count: index % 9,
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
  /** Filters, two common words and a rare one; of what else a course has, these queries know nothing. */
  const termsOf = ({ id, level, language, status }: CourseRow, index: number) =>
    [
      `=level ${level}`,
      `=language ${language}`,
      `=category ${index % 12}`,
      "common",
      ...(index % 2 ? ["half"] : []),
      ...(index % 50 === 7 ? ["rare"] : []),
    ].map((term) => ({ term, status, impact: term.startsWith("=") ? 0 : 1 + ((index * 31) % 900), course_id: id }))
  const idOf = (index: number) => idFromBytes(courses[index]?.id ?? Buffer.alloc(16))

  before(async () => {
    database = await temporaryDatabase()
    db = await openDatabase<CoursesTables>({
      url: database.url,
      migrations: new URL("../migrations/", import.meta.url),
      telemetry: silentTelemetry("courses-service"),
    })
    for (let begin = 0; begin < COURSES; begin += 1000)
      await db
        .insertInto("courses")
        .values(courses.slice(begin, begin + 1000))
        .execute()
    for (let begin = 0; begin < COURSES; begin += 1000)
      await db
        .insertInto("course_terms")
        .values(courses.slice(begin, begin + 1000).flatMap((course, index) => termsOf(course, begin + index)))
        .execute()
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
    await sql`analyze table courses, course_terms, course_reviews`.execute(db)
    connection = await createConnection(database.url)
  })
  after(async () => {
    await connection.end()
    await db.destroy()
    await database.drop()
  })

  const narrowed = (...groups: string[][]): Narrowing => ({ status: "PUBLISHED", groups, minMean: 0 })
  const search = (...groups: string[]) => ({
    narrowing: narrowed(...groups.map((term) => [term])),
    textCount: groups.length,
    helpful: ["rare", "nowhere"],
  })
  const places: Record<ListOrder, CourseKey> = {
    NEWEST: { id: idOf(COURSES / 2), value: "" },
    TITLE: { id: idOf(3), value: "Title 50" },
    RATING: { id: idOf(3), value: 3_000_000 },
    POPULARITY: { id: idOf(3), value: 4 },
  }
  const lists = (narrowing: Narrowing): CourseList[] =>
    (Object.keys(places) as ListOrder[]).flatMap((order) =>
      [undefined, places[order]].map((after) => ({ narrowing, order, after })),
    )
  const explain = async (query: RawBuilder<unknown>) =>
    (await sql<Step>`explain format=traditional ${query}`.execute(db)).rows
  /** How many entries of indexes and rows of tables the query reads, those that it makes itself included. */
  const readsOf = async (query: RawBuilder<unknown>): Promise<number> => {
    const total = async () => {
      const [rows] = await connection.query<RowDataPacket[]>("show session status like 'Handler_read%'")
      return rows.reduce((sum, { Value }) => sum + Number(Value), 0)
    }
    const idle = -(await total()) + (await total())
    const before = await total()
    const { sql: text, parameters } = query.compile(db)
    await connection.query(text, [...parameters])
    return (await total()) - before - idle
  }
  const isMade = (table: string | null) => table === null || table.startsWith("<")

  it("read a plain catalogue in the order of its index, without sorting, as little on a late page as on the first", async () => {
    const index = {
      NEWEST: "courses_newest",
      TITLE: "courses_by_title",
      RATING: "courses_by_rating",
      POPULARITY: "courses_by_popularity",
    }
    for (const list of lists(narrowed())) {
      const query = walkedPage(list, undefined, 21)
      const steps = (await explain(query)).filter(({ table, key }) => !isMade(table) && key !== "PRIMARY")
      assert.deepEqual(
        steps.map(({ key }) => key),
        [index[list.order]],
      )
      assert.doesNotMatch(steps[0]?.Extra ?? "", /filesort|temporary/)
      assert.ok((await readsOf(query)) < 150, `${list.order} ${await readsOf(query)}`)
    }
  })

  it("read no more than their windows whatever narrows the catalogue", async () => {
    const groups = [
      [["=level ADVANCED"]],
      [["=level ADVANCED"], ["=language ko"], ["half"]],
      [["=category 1", "=category 7"]],
    ]
    for (const group of groups)
      for (const list of lists({ ...narrowed(...group), minMean: 2_000_000 })) {
        const [last] = (await windowEnd(list, 500).execute(db)).rows
        const end = last && {
          id: idFromBytes(last.id),
          // Of these, the query gives the one that its order is by.
          value: [last.title, last.rating_rank, last.rating_count].find((value) => value !== undefined) ?? "",
        }
        for (const query of [
          windowEnd(list, 500),
          walkedPage(list, end, 21),
          sortedPage(list, { place: 0, size: 1 }, 21),
        ]) {
          for (const { table, key, type } of await explain(query))
            assert.ok(
              isMade(table) || (key && type !== "index" && type !== "ALL"),
              `${list.order} reads all of ${table}`,
            )
          assert.ok((await readsOf(query)) < 6 * MOST_PROBED, `${list.order} ${await readsOf(query)}`)
        }
      }
  })

  it("read of a search no more than a chunk of postings and what they are looked up by", async () => {
    const from = { impact: 400, id: idOf(0) }
    for (const [texts, lookUps] of [
      [["common"], 2],
      [["half", "common"], 3],
    ] as const) {
      const asked = search(...texts)
      for (const key of [
        { driver: 0, from: undefined, to: { impact: 800, id: idOf(0) }, after: undefined },
        { driver: 0, from, to: { impact: 300, id: idOf(0) }, after: { score: 1500, id: idOf(9) } },
      ]) {
        const query = chunkQuery(asked, key, 21)
        for (const { table, key, type } of await explain(query))
          assert.ok(isMade(table) || (key && type !== "index" && type !== "ALL"), `reads all of ${table}`)
        // Of 3,200 published courses, an eighth has impacts in a chunk.
        assert.ok((await readsOf(query)) < 500 * (lookUps + 3), String(await readsOf(query)))
        assert.ok((await readsOf(boundaryQuery(asked, key, 500))) < 510)
      }
    }
    const rare = chunkQuery(
      search("rare", "common"),
      { driver: 0, from: undefined, to: undefined, after: undefined },
      21,
    )
    assert.ok((await readsOf(rare)) < 600, String(await readsOf(rare)))
  })

  it("page through all matches in their order, each once, also where these lie far apart", async () => {
    const isIn: Record<string, (index: number) => boolean> = {
      common: () => true,
      half: (index) => index % 2 === 1,
      rare: (index) => index % 50 === 7,
      "=language ko": (index) => index % 3 === 0,
      "=category 1": (index) => index % 12 === 1,
    }
    const matches = (groups: string[][]) =>
      [...courses.keys()].filter(
        (index) => index % 5 !== 0 && groups.every((terms) => terms.some((term) => isIn[term]?.(index))),
      )
    for (const groups of [
      [["half"], ["=language ko"]],
      [["common"], ["=category 1"]],
      [["common"], ["rare"]],
    ]) {
      const expected = matches(groups).map(idOf).sort()
      const narrowing = narrowed(...groups)
      for (const order of Object.keys(places) as ListOrder[]) {
        const seen: string[] = []
        for (let after: CourseKey | undefined; ;) {
          const { listed, end } = await listCourses(
            db,
            { narrowing, order, after },
            { place: 0, size: MOST_PROBED },
            90,
          )
          seen.push(...listed.map(({ course }) => course.id))
          if (!(after = end)) break
        }
        assert.deepEqual(seen.toSorted(), expected, `${order} ${groups.join(" ")}`)
      }
      const scores: number[] = []
      const seen: string[] = []
      for (let start: SearchKey = { driver: 0, from: undefined, to: undefined, after: undefined }; ;) {
        const { rows, end } = await searchCourses(
          db,
          { narrowing, textCount: 1, helpful: [] },
          { start, size: 90, isWhole: false },
        )
        for (const { id, key } of rows) {
          seen.push(id)
          scores.push(key.after?.score ?? 0)
        }
        if (!end) break
        start = end
      }
      assert.deepEqual(seen.toSorted(), expected)
      // One term decides, so the chunks are in order too.
      assert.deepEqual(
        scores,
        scores.toSorted((a, b) => b - a),
      )
    }
  })

  it("count by the narrowest way in, and to an end", async () => {
    for (const [narrowing, entrances] of [
      [narrowed(), []],
      [narrowed(["common"]), [{ place: 0, size: MOST_PROBED }]],
      [
        narrowed(["common"], ["half"]),
        [
          { place: 0, size: 900 },
          { place: 1, size: 800 },
        ],
      ],
      [
        { ...narrowed(["common"]), minMean: 4_000_000 },
        [
          { place: 0, size: 900 },
          { place: "rating", size: 10 },
        ],
      ],
    ] as const) {
      const query = countQuery(narrowing, [...entrances])
      for (const { table, key } of await explain(query)) assert.ok(isMade(table) || key, `reads all of ${table}`)
      assert.ok(Number((await query.execute(db)).rows[0]?.count) > 0)
    }
  })

  it("read the newest courses of several instructors by one index, so many of each", async () => {
    const query = taughtPages({ instructorIds: instructors.map(idFromBytes), limit: 4 })
    const reads = (await explain(query)).filter(({ key }) => key === "courses_by_instructor")
    assert.equal(reads.length, instructors.length)
    for (const { Extra } of reads) assert.doesNotMatch(Extra ?? "", /filesort|temporary/)
    assert.ok((await readsOf(query)) < 600, String(await readsOf(query)))
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

  it("read the hidden reviews of all courses by one index, wherever a page begins", async () => {
    for (const before of [undefined, { hiddenAt: now, id: newId(now) }]) {
      const [step, ...more] = await hiddenReviewPage(db, { before, limit: 11 }).explain<Step>("traditional")
      assert.deepEqual(more, [])
      assert.equal(step?.key, "course_reviews_hidden")
      assert.doesNotMatch(step.Extra ?? "", /filesort|temporary/)
    }
  })
})
