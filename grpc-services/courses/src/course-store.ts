import { isDeepStrictEqual } from "node:util"
import { sql } from "kysely"
import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import type { RatingSummary__Output } from "@lectern/contracts/elearning/courses/v1/RatingSummary.ts"
import { enumName } from "@lectern/rpc/enum-name"
import { alreadyExists } from "@lectern/rpc/errors"
import { required } from "@lectern/rpc/required"
import { fromTimestamp, fromTimestampOrNull, toTimestamp, toTimestampOrNull } from "@lectern/rpc/timestamp"
import { idFromBytes, idsToBytes, idToBytes, isId } from "@lectern/service-kit/ids"
import { violatesUniqueKey } from "@lectern/service-kit/mysql-errors"
import { compareCategories, isSlug, type OwnedCourse } from "./course.ts"
import type { CourseRow, Database } from "./database.ts"

/** What narrows the catalogue; all that are given must hold, any of the categories. */
export interface CourseFilter {
  categories: readonly string[]
  level: CourseRow["level"] | undefined
  language: string | undefined
  instructorId: string | undefined
}
/** A place in the catalogue, by the order of the list: behind this course. */
export type CourseKey = { order: "NEWEST"; id: string } | { order: "TITLE"; title: string; id: string }

// Counting goes through an index row by row, so it ends somewhere.
const MOST_COUNTED = 10_000

/** Throws ALREADY_EXISTS / COURSE_SLUG_TAKEN. */
export async function insertCourse(db: Database, course: Course__Output): Promise<void> {
  await orSlugTaken(course, db.insertInto("courses").values(toRow(course)).execute())
  await insertCategories(db, course)
}

/** Writes a course whose row is locked and holds `before`. Throws ALREADY_EXISTS / COURSE_SLUG_TAKEN. */
export async function updateCourse(db: Database, course: Course__Output, before: Course__Output): Promise<void> {
  const { id, ...columns } = toRow(course)
  await orSlugTaken(course, db.updateTable("courses").set(columns).where("id", "=", id).execute())
  if (isDeepStrictEqual(course.categories, before.categories)) return
  await db.deleteFrom("course_categories").where("course_id", "=", id).execute()
  await insertCategories(db, course)
}

async function orSlugTaken({ slug }: Course__Output, write: Promise<unknown>): Promise<void> {
  try {
    await write
  } catch (error) {
    if (!violatesUniqueKey(error, "courses_slug_unique")) throw error
    const message = `the slug "${slug}" is taken`
    const violations = [{ field: "course.slug", rule: "unique", message }]
    throw alreadyExists("COURSE_SLUG_TAKEN", message, { violations }, error)
  }
}

async function insertCategories(db: Database, { id, categories }: Course__Output): Promise<void> {
  const rows = categories.map((category) => ({ course_id: idToBytes(id), category }))
  if (rows.length > 0) await db.insertInto("course_categories").values(rows).execute()
}

/** Writes the rating alone: there are many of them, and a course is long. */
export async function updateRating(db: Database, courseId: string, rating: RatingSummary__Output): Promise<void> {
  await db.updateTable("courses").set(toRatingColumns(rating)).where("id", "=", idToBytes(courseId)).execute()
}

/** Found ones, each once, in no particular order; of whatever status. */
export async function findCourses(
  db: Database,
  { ids, slugs = [] }: { ids: readonly string[]; slugs?: readonly string[] },
): Promise<Course__Output[]> {
  const idKeys = idsToBytes(ids)
  const slugKeys = [...new Set(slugs)].filter(isSlug)
  const byId = () => db.selectFrom("courses").selectAll().where("id", "in", idKeys)
  const bySlug = () => db.selectFrom("courses").selectAll().where("slug", "in", slugKeys)
  if (idKeys.length === 0 && slugKeys.length === 0) return []
  // A union, since OR over two indexes may be read as a full scan.
  const rows = await (
    slugKeys.length === 0 ? byId() : idKeys.length === 0 ? bySlug() : byId().unionAll(bySlug())
  ).execute()
  return withCategories(db, [...new Map(rows.map((row) => [idFromBytes(row.id), row])).values()])
}

/** What decides who may see a course, with its rating; found ones in no particular order. */
export async function findRatedCourses(
  db: Database,
  ids: readonly string[],
): Promise<(OwnedCourse & { rating: RatingSummary__Output })[]> {
  const keys = idsToBytes(ids)
  if (keys.length === 0) return []
  const rows = await db
    .selectFrom("courses")
    .select(["id", "instructor_id", "status", "rating_sum", "rating_count", "r1", "r2", "r3", "r4", "r5"])
    .where("id", "in", keys)
    .execute()
  return rows.map((row) => ({
    id: idFromBytes(row.id),
    instructorId: idFromBytes(row.instructor_id),
    status: `COURSE_STATUS_${row.status}`,
    rating: toRating(row),
  }))
}

/** The course, its row locked until the transaction ends. */
export async function lockCourse(db: Database, id: string): Promise<Course__Output | undefined> {
  if (!isId(id)) return undefined
  const rows = await db.selectFrom("courses").selectAll().where("id", "=", idToBytes(id)).forUpdate().execute()
  return (await withCategories(db, rows))[0]
}

const published = (db: Database, filter: CourseFilter, hint = sql``) =>
  db
    .selectFrom(sql<CourseRow>`courses`.as<"courses">(sql`courses ${hint}`))
    .where("status", "=", "PUBLISHED")
    .$if(filter.level !== undefined, (query) => query.where("level", "=", filter.level ?? "ALL_LEVELS"))
    .$if(filter.language !== undefined, (query) => query.where("language", "=", filter.language ?? ""))
    .$if(filter.instructorId !== undefined, (query) =>
      query.where("instructor_id", "=", idToBytes(filter.instructorId ?? "")),
    )
    .$if(filter.categories.length > 0, (query) =>
      query.where(({ exists, selectFrom, lit }) =>
        exists(
          selectFrom("course_categories")
            .select(lit(1).as("one"))
            .whereRef("course_id", "=", "courses.id")
            .where("category", "in", filter.categories),
        ),
      ),
    )

/** The rows of a page of the catalogue, as a query that the test of its indexes can explain. */
export function coursePage(
  db: Database,
  {
    filter,
    order,
    after,
    limit,
  }: { filter: CourseFilter; order: CourseKey["order"]; after?: CourseKey | undefined; limit: number },
) {
  // The plain lists name their index: going by its statistics, the server may take the primary key and read through
  // every draft on its way.
  const isPlain = filter.categories.length === 0 && !filter.level && !filter.language && !filter.instructorId
  const index = order === "NEWEST" ? sql`force index (courses_newest)` : sql`force index (courses_by_title)`
  const page = published(db, filter, isPlain ? index : sql``)
    .selectAll()
    .limit(limit)
  if (order === "NEWEST")
    return page
      .$if(after !== undefined, (query) => query.where("id", "<", idToBytes(after?.id ?? "")))
      .orderBy("id", "desc")
  // Titles are compared as the index compares them: what it takes for equal (Go, GO) goes by id.
  return page
    .$if(after?.order === "TITLE", (query) => {
      const { title, id } = after as CourseKey & { order: "TITLE" }
      return query
        .where("title", ">=", title)
        .where(({ or, eb }) => or([eb("title", ">", title), eb("id", ">", idToBytes(id))]))
    })
    .orderBy("title")
    .orderBy("id")
}

export const listCourses = async (db: Database, page: Parameters<typeof coursePage>[1]): Promise<Course__Output[]> =>
  withCategories(db, await coursePage(db, page).execute())

/** How many published courses pass the filter, counted to MOST_COUNTED. */
export async function countCourses(db: Database, filter: CourseFilter): Promise<number> {
  const { count } = await db
    .selectFrom(published(db, filter).select("courses.id").limit(MOST_COUNTED).as("counted"))
    .select(({ fn }) => fn.countAll().as("count"))
    .executeTakeFirstOrThrow()
  return Number(count)
}

async function withCategories(db: Database, rows: readonly CourseRow[]): Promise<Course__Output[]> {
  if (rows.length === 0) return []
  const found = await db
    .selectFrom("course_categories")
    .selectAll()
    .where(
      "course_id",
      "in",
      rows.map(({ id }) => id),
    )
    .execute()
  const categories = Map.groupBy(found, ({ course_id }) => idFromBytes(course_id))
  return rows.map((row) =>
    toCourse(
      row,
      (categories.get(idFromBytes(row.id)) ?? []).map(({ category }) => category),
    ),
  )
}

function toCourse(row: CourseRow, categories: string[]): Course__Output {
  return {
    id: idFromBytes(row.id),
    slug: row.slug,
    title: row.title,
    description: row.description,
    instructorId: idFromBytes(row.instructor_id),
    instructorBio: row.instructor_bio,
    language: row.language,
    level: `COURSE_LEVEL_${row.level}`,
    categories: categories.sort(compareCategories),
    status: `COURSE_STATUS_${row.status}`,
    rating: toRating(row),
    sessionCount: row.session_count,
    totalDurationSeconds: row.total_duration_seconds,
    createTime: toTimestamp(row.created_at),
    updateTime: toTimestamp(row.updated_at),
    etag: String(row.version),
    price: row.price_minor === null ? null : { amountMinor: row.price_minor, currencyCode: row.price_currency ?? "" },
    publishTime: toTimestampOrNull(row.published_at),
  }
}

function toRow(course: Course__Output): CourseRow {
  return {
    id: idToBytes(course.id),
    slug: course.slug,
    title: course.title,
    description: course.description,
    instructor_id: idToBytes(course.instructorId),
    instructor_bio: course.instructorBio,
    language: course.language,
    level: enumName("COURSE_LEVEL_", course.level),
    status: enumName("COURSE_STATUS_", course.status),
    session_count: course.sessionCount,
    total_duration_seconds: course.totalDurationSeconds,
    ...toRatingColumns(required(course.rating)),
    version: Number(course.etag),
    created_at: fromTimestamp(course.createTime),
    updated_at: fromTimestamp(course.updateTime),
    price_minor: course.price?.amountMinor ?? null,
    price_currency: course.price?.currencyCode ?? null,
    published_at: fromTimestampOrNull(course.publishTime),
  }
}

type RatingColumns = Pick<CourseRow, "rating_sum" | "rating_count" | "r1" | "r2" | "r3" | "r4" | "r5">

const toRating = ({ rating_sum, rating_count, r1, r2, r3, r4, r5 }: RatingColumns): RatingSummary__Output => ({
  scoreSum: rating_sum,
  count: rating_count,
  histogram: [r1, r2, r3, r4, r5],
})

function toRatingColumns({ scoreSum, count, histogram }: RatingSummary__Output): RatingColumns {
  const [r1 = 0, r2 = 0, r3 = 0, r4 = 0, r5 = 0] = histogram
  return { rating_sum: scoreSum, rating_count: count, r1, r2, r3, r4, r5 }
}
