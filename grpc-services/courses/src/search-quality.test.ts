import assert from "node:assert/strict"
import { createHash } from "node:crypto"
import { existsSync, readFileSync } from "node:fs"
import { after, before, describe, it } from "node:test"
import type { PortableCourse } from "@lectern/contracts/elearning/courses/v1/PortableCourse.ts"
import { callAs, caller } from "@lectern/test-kit/callers"
import judgements from "./search-judgements.json" with { type: "json" }
import { testCoursesService } from "./test-service.ts"

// Public catalogues that lie beside the repository and are no part of it.
const CATALOGUES = ["carpentries", "free-programming-books", "ml-youtube-courses"].map(
  (name) => new URL(`../../../../shared/data/${name}/courses.json`, import.meta.url),
)
const LEAST_AVERAGE = 0.8

interface Entry {
  slug?: string
  title: string
  description?: string
  category?: string
  url?: string
  instructor?: string | null
  language?: string
}

/** Short names of the courses, by which search-judgements.json grades them: 3 is what was looked for, 0 is not there. */
const nameOf = ({ slug, url, title, category, instructor }: Entry): string =>
  slug ??
  createHash("sha256")
    .update(JSON.stringify([url, title, category ?? null, instructor ?? null]))
    .digest("hex")
    .slice(0, 8)

/** Normalised discounted cumulative gain of the first ten (Järvelin, Kekäläinen 2002, gain 2^grade - 1). */
function ndcg(found: readonly string[], gradeOf: ReadonlyMap<string, number>): number {
  const gain = (grades: number[]) =>
    grades.slice(0, 10).reduce((sum, grade, rank) => sum + (2 ** grade - 1) / Math.log2(rank + 2), 0)
  return gain(found.map((name) => gradeOf.get(name) ?? 0)) / gain([...gradeOf.values()].sort((a, b) => b - a))
}

describe("search in a real catalogue", { skip: CATALOGUES.every(existsSync) ? false : "it is not here" }, () => {
  let service: Awaited<ReturnType<typeof testCoursesService>>
  const admin = callAs(caller.admin(), 60_000)
  const teacher = "00000000-0000-4000-8000-000000000001"
  before(async () => {
    service = await testCoursesService()
    const entries = CATALOGUES.flatMap((file) => JSON.parse(readFileSync(file, "utf8")) as Entry[])
    assert.equal(entries.length, 1486)
    const courses = entries.map((entry): PortableCourse => ({
      instructorEmail: `${teacher}@example.org`,
      sessions: [{ title: "All of it", videoUrl: "content:x", durationSeconds: 60 }],
      course: {
        slug: nameOf(entry),
        title: entry.title,
        description: entry.description ?? "",
        instructorBio: entry.instructor ?? "",
        categories: entry.category ? [entry.category.replaceAll("\\", "")] : [],
        language: entry.language ?? "en",
        level: "COURSE_LEVEL_ALL_LEVELS",
        status: "COURSE_STATUS_PUBLISHED",
      },
    }))
    for (let begin = 0; begin < courses.length; begin += 100) {
      const reply = await service.courses.importCourses({ courses: courses.slice(begin, begin + 100) }, admin)
      assert.deepEqual(reply.problems, [])
    }
  })
  after(() => service?.[Symbol.asyncDispose]())

  it(`gives the ten best an nDCG of ${LEAST_AVERAGE} on average over the judged queries`, async (test) => {
    const scores: [string, number][] = []
    for (const [query, grades] of Object.entries(judgements)) {
      const gradeOf = new Map(
        Object.entries(grades).flatMap(([grade, names]) =>
          names.split(" ").map((name) => [name, Number(grade)] as const),
        ),
      )
      const { courses } = await service.courses.listCourses({ query, pageSize: 10 }, admin)
      scores.push([
        query,
        ndcg(
          courses.map(({ slug }) => slug),
          gradeOf,
        ),
      ])
    }
    assert.ok(scores.length >= 30)
    const average = scores.reduce((sum, [, score]) => sum + score, 0) / scores.length
    const worst = scores.toSorted(([, a], [, b]) => a - b).slice(0, 8)
    test.diagnostic(
      `nDCG@10 of ${scores.length} queries: ${average.toFixed(3)}; worst ${worst.map(([query, score]) => `${query} ${score.toFixed(2)}`).join(", ")}`,
    )
    assert.ok(average >= LEAST_AVERAGE, String(average))
  })
})
