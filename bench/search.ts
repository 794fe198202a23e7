// What a search costs among 100,000 courses beside one among 1,000, and page 1,000 of a list beside its first. All are
// measured in turns, so that a busy machine is busy for all of them alike.
// Run: npm run bench:search [-- COURSES], the size of the larger catalogue.
import { sql, type Kysely } from "kysely"
import mysql from "mysql2/promise"
import { openDatabase } from "@lectern/service-kit/database"
import { idFromBytes, idToBytes, newId } from "@lectern/service-kit/ids"
import { callAs, caller } from "@lectern/test-kit/callers"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import type { ListCoursesRequest } from "@lectern/contracts/elearning/courses/v1/ListCoursesRequest.ts"
import type { CourseRow, CoursesTables, CourseTermRow } from "../grpc-services/courses/src/database.ts"
import { courseTerms, TERMS_VERSION } from "../grpc-services/courses/src/search-terms.ts"
import { testCoursesService } from "../grpc-services/courses/src/test-service.ts"
import { machine, quantile, table } from "./machine.ts"

const LARGE = Number(process.argv[2] ?? 100_000)
const SMALL = 1000
if (!(LARGE > SMALL)) throw new Error(`more than ${SMALL} courses are expected, got ${process.argv[2]}`)
const ROUNDS = 20
const BUFFER_POOL_MIB = 512

// A generator of its own, so that every run has the same courses and queries.
let state = 42
const random = (): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
/** The first of a list far more often than the last, as words are used (Zipf). */
const pickOften = <T>(from: readonly T[]): T => from[Math.floor(from.length ** random()) - 1] as T

const TOPICS = (
  "python javascript java react html css sql git linux docker android kotlin swift rust go php ruby 파이썬 자바 자바스크립트 " +
  "안드로이드 리눅스 데이터베이스 알고리즘 자료구조 머신러닝 딥러닝 네트워크 운영체제 보안 kubernetes typescript angular vue " +
  "node.js c++ c# django flask tensorflow pytorch unity blockchain robotics haskell scala matlab cobol fortran"
).split(" ")
const syllables =
  "ba de ki lo mu na pe ri so tu va we xi yo zu 가 나 다 라 마 바 사 아 자 차 카 타 파 하 강 논 단".split(" ")
const WORDS = Array.from({ length: 5000 }, () => {
  const isKorean = random() < 0.4
  const own = syllables.filter((syllable) => /^[a-z]/.test(syllable) !== isKorean)
  return Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(own)).join("")
})
const words = (count: number) => Array.from({ length: count }, () => pickOften(WORDS)).join(" ")

type Service = Awaited<ReturnType<typeof testCoursesService>>
const LEVELS = ["BEGINNER", "INTERMEDIATE", "ADVANCED", "ALL_LEVELS"] as const

async function fill(db: Kysely<CoursesTables>, count: number): Promise<void> {
  const now = new Date()
  const instructors = Array.from({ length: Math.ceil(count / 20) }, () => idToBytes(newId(now)))
  const postings: CourseTermRow[] = []
  const rows: CourseRow[] = []
  const categories: { course_id: Buffer; category: string }[] = []
  for (let index = 0; index < count; index++) {
    const ratings = Math.floor(200 * random() ** 4)
    const topic = pickOften(TOPICS)
    const own = [...new Set([topic, pickOften(TOPICS)])]
    const row: CourseRow = {
      id: idToBytes(newId(now)),
      slug: `course-${index}`,
      title: `${topic} ${words(1 + Math.floor(random() * 4))}`,
      description: words(5 + Math.floor(random() * 20)),
      instructor_id: pick(instructors),
      instructor_bio: "",
      language: pick(["ko", "en", "en", "ja"]),
      level: pick(LEVELS),
      status: "PUBLISHED",
      session_count: 1,
      total_duration_seconds: 60,
      rating_sum: Math.round(ratings * (2.5 + 2.5 * random())),
      rating_count: ratings,
      r1: 0,
      r2: 0,
      r3: 0,
      r4: 0,
      r5: ratings,
      version: 1,
      created_at: now,
      updated_at: now,
      price_minor: null,
      price_currency: null,
      published_at: now,
    }
    rows.push(row)
    for (const category of own) categories.push({ course_id: row.id, category })
    const terms = courseTerms({
      ...row,
      instructorId: idFromBytes(row.instructor_id),
      instructorBio: "",
      instructorName: `${pickOften(WORDS)} ${pickOften(WORDS)}`,
      categories: own,
      level: `COURSE_LEVEL_${row.level}`,
    })
    for (const [term, impact] of terms) postings.push({ term, status: "PUBLISHED", impact, course_id: row.id })
  }
  const insert = async (name: keyof CoursesTables, values: object[]) => {
    for (let begin = 0; begin < values.length; begin += 1000)
      await db
        .insertInto(name)
        .values(values.slice(begin, begin + 1000))
        .execute()
  }
  await insert("courses", rows)
  await insert("course_categories", categories)
  // In the order of the primary key, and with the other key made at the end: else most of the time goes into loading.
  postings.sort((a, b) => (a.term < b.term ? -1 : a.term > b.term ? 1 : a.impact - b.impact))
  await sql`alter table course_terms drop key course_terms_by_course`.execute(db)
  await insert("course_terms", postings)
  await sql`alter table course_terms add key course_terms_by_course (course_id, term)`.execute(db)
  const digest = Buffer.alloc(16)
  await insert(
    "course_index",
    rows.map(({ id }) => ({ course_id: id, digest, terms_version: TERMS_VERSION })),
  )
  await sql`analyze table courses, course_categories, course_terms`.execute(db)
  console.error(`${count} courses, ${postings.length} postings`)
}

async function catalogue(count: number): Promise<Service> {
  const service = await testCoursesService()
  const admin = await mysql.createConnection(service.database.admin)
  await admin.query(`SET GLOBAL innodb_buffer_pool_size = ${BUFFER_POOL_MIB * 2 ** 20}`)
  await admin.end()
  const db = await openDatabase<CoursesTables>({
    url: service.database.url,
    migrations: new URL("../grpc-services/courses/migrations/", import.meta.url),
    telemetry: silentTelemetry("bench"),
  })
  await fill(db, count)
  await db.destroy()
  return service
}

const anybody = () => callAs(caller.anonymous, 60_000)
async function timed({ courses }: Service, request: ListCoursesRequest): Promise<number> {
  const began = performance.now()
  await courses.listCourses(request, anybody())
  return performance.now() - began
}

console.log(machine())
const small = await catalogue(SMALL)
const large = await catalogue(LARGE)
try {
  const kinds: Record<string, () => ListCoursesRequest> = {
    "one topic": () => ({ query: pickOften(TOPICS) }),
    "two topics": () => ({ query: `${pickOften(TOPICS)} ${pickOften(TOPICS)}` }),
    "a topic and a word": () => ({ query: `${pickOften(TOPICS)} ${pickOften(WORDS)}` }),
    "two words": () => ({ query: `${pickOften(WORDS)} ${pickOften(WORDS)}` }),
    "four words": () => ({ query: words(4) }),
    "a topic in a language": () => ({ query: pickOften(TOPICS), language: pick(["ko", "ja"]) }),
    "a topic, level, category": () => ({
      query: pickOften(TOPICS),
      level: `COURSE_LEVEL_${pick(LEVELS)}`,
      categories: [pickOften(TOPICS)],
    }),
    "a topic, well rated": () => ({ query: pickOften(TOPICS), minRating: 4 }),
    "a topic, best rated first": () => ({ query: pickOften(TOPICS), orderBy: "COURSE_ORDER_RATING" }),
    "no query, level and language by title": () => ({
      level: `COURSE_LEVEL_${pick(LEVELS)}`,
      language: "ja",
      orderBy: "COURSE_ORDER_TITLE",
    }),
  }
  const times = new Map(Object.keys(kinds).map((kind) => [kind, { small: [] as number[], large: [] as number[] }]))
  for (let round = -1; round < ROUNDS; round++)
    for (const [kind, make] of Object.entries(kinds))
      for (let repeat = 0; repeat < 10; repeat++) {
        const request = make()
        const [inSmall, inLarge] = [await timed(small, request), await timed(large, request)]
        if (round < 0) continue
        times.get(kind)?.small.push(inSmall)
        times.get(kind)?.large.push(inLarge)
      }
  const row = (name: string, few: number[], many: number[]) => [
    name,
    ...[0.5, 0.99].flatMap((q) => [
      quantile(few, q).toFixed(1),
      quantile(many, q).toFixed(1),
      (quantile(many, q) / quantile(few, q)).toFixed(1),
    ]),
  ]
  const all = [...times.values()]
  console.log(`\nSearch, ms: ${SMALL} courses, ${LARGE} courses, ratio\n`)
  console.log(
    table([
      ["", "p50", "p50", "ratio", "p99", "p99", "ratio"],
      ...[...times].map(([kind, { small, large }]) => row(kind, small, large)),
      row(
        "all",
        all.flatMap(({ small }) => small),
        all.flatMap(({ large }) => large),
      ),
    ]),
  )

  const lists: Record<string, ListCoursesRequest> = {
    newest: { orderBy: "COURSE_ORDER_NEWEST" },
    title: { orderBy: "COURSE_ORDER_TITLE" },
    rating: { orderBy: "COURSE_ORDER_RATING" },
    "newest, one language": { language: "en" },
    "search for a topic": { query: TOPICS[0] ?? "" },
  }
  const pages: string[][] = []
  for (const [name, list] of Object.entries(lists)) {
    let pageToken = ""
    let page = 1
    for (; page < 1000; page++) {
      const { nextPageToken } = await large.courses.listCourses({ ...list, pageSize: 20, pageToken }, anybody())
      if (nextPageToken === "") break
      pageToken = nextPageToken
    }
    const [first, last] = [[] as number[], [] as number[]]
    for (let round = 0; round < 200; round++) {
      first.push(await timed(large, list))
      last.push(await timed(large, { ...list, pageToken }))
    }
    pages.push([
      `${name} (page ${page})`,
      ...[first, last].map((each) => quantile(each, 0.5).toFixed(2)),
      (quantile(last, 0.5) / quantile(first, 0.5)).toFixed(2),
    ])
  }
  console.log(`\nPages of 20 among ${LARGE} courses, median ms\n`)
  console.log(table([["", "page 1", "late page", "ratio"], ...pages]))
} finally {
  await large[Symbol.asyncDispose]()
  await small[Symbol.asyncDispose]()
}
