import { isDeepStrictEqual } from "node:util"
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
import { indexCourse } from "./search-index.ts"

/** Throws ALREADY_EXISTS / COURSE_SLUG_TAKEN. */
export async function insertCourse(db: Database, course: Course__Output): Promise<void> {
  await orSlugTaken(course, db.insertInto("courses").values(toRow(course)).execute())
  await insertCategories(db, course)
  await indexCourse(db, course)
}

/** Writes a course whose row is locked and holds `before`. Throws ALREADY_EXISTS / COURSE_SLUG_TAKEN. */
export async function updateCourse(db: Database, course: Course__Output, before: Course__Output): Promise<void> {
  const { id, ...columns } = toRow(course)
  await orSlugTaken(course, db.updateTable("courses").set(columns).where("id", "=", id).execute())
  if (!isDeepStrictEqual(course.categories, before.categories)) {
    await db.deleteFrom("course_categories").where("course_id", "=", id).execute()
    await insertCategories(db, course)
  }
  await indexCourse(db, course)
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
  return toCourses(db, [...new Map(rows.map((row) => [idFromBytes(row.id), row])).values()])
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
  return (await toCourses(db, rows))[0]
}

/** Rows as courses, in their order. */
export async function toCourses(db: Database, rows: readonly CourseRow[]): Promise<Course__Output[]> {
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

/** What courses say of one instructor. */
export async function eraseInstructorBios(db: Database, instructorId: string): Promise<void> {
  await db
    .updateTable("courses")
    .set((course) => ({ instructor_bio: "", version: course("version", "+", 1) }))
    .where("instructor_id", "=", idToBytes(instructorId))
    .where("instructor_bio", "!=", "")
    .execute()
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
