import { sql, type RawBuilder } from "kysely"
import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import { idFromBytes, idsToBytes, idToBytes } from "@lectern/service-kit/ids"
import { hasAll, isRatedAtLeast, matchesFrom, MOST_COUNTED, MOST_PROBED } from "./course-matches.ts"
import type { Entrance, Narrowing } from "./course-matches.ts"
import { toCourses } from "./course-store.ts"
import type { Database, StoredCourseRow } from "./database.ts"

/** Orders that an index of the courses has. */
export type ListOrder = "NEWEST" | "TITLE" | "RATING" | "POPULARITY"
/** A place in such an order: behind a course of this id and, but for NEWEST, this title or number. */
export interface CourseKey {
  id: string
  value: string | number
}
export interface CourseList {
  narrowing: Narrowing
  order: ListOrder
  after: CourseKey | undefined
}
export interface ListedCourse<K> {
  course: Course__Output
  key: K
}

const ORDERS = {
  NEWEST: { index: "courses_newest", column: "id", isAscending: false },
  TITLE: { index: "courses_by_title", column: "title", isAscending: true },
  RATING: { index: "courses_by_rating", column: "rating_rank", isAscending: false },
  POPULARITY: { index: "courses_by_popularity", column: "rating_count", isAscending: false },
} as const
/** Entries of an order that are looked through for a page; where they are not enough, the next ones are more. */
const WINDOWS = [500, 2000, 8000]

const inOrder = (order: ListOrder): RawBuilder<unknown> => {
  const { column, isAscending } = ORDERS[order]
  const direction = sql.raw(isAscending ? "asc" : "desc")
  return order === "NEWEST" ? sql`id desc` : sql`${sql.ref(column)} ${direction}, id ${direction}`
}

/** Titles are compared as the index compares them: what it takes for equal (Go, GO) goes by id. */
function isBehind(order: ListOrder, { id, value }: CourseKey): RawBuilder<unknown> {
  if (order === "NEWEST") return sql`id < ${idToBytes(id)}`
  const column = sql.ref(ORDERS[order].column)
  return ORDERS[order].isAscending
    ? sql`${column} >= ${value} and (${column} > ${value} or id > ${idToBytes(id)})`
    : sql`${column} <= ${value} and (${column} < ${value} or id < ${idToBytes(id)})`
}
/** Up to and with. */
function isBefore(order: ListOrder, { id, value }: CourseKey): RawBuilder<unknown> {
  if (order === "NEWEST") return sql`id >= ${idToBytes(id)}`
  const column = sql.ref(ORDERS[order].column)
  return ORDERS[order].isAscending
    ? sql`${column} <= ${value} and (${column} < ${value} or id <= ${idToBytes(id)})`
    : sql`${column} >= ${value} and (${column} > ${value} or id >= ${idToBytes(id)})`
}

/** The ids come first, from indexes alone; then the rows of the page, which are long. */
const rowsOf = (ids: RawBuilder<unknown>, order: ListOrder): RawBuilder<StoredCourseRow> =>
  sql`select courses.* from (${ids}) page straight_join courses using (id) order by ${inOrder(order)}`

/** A page of a list that has an entrance of few courses: all of them are sorted. */
export const sortedPage = ({ narrowing, order, after }: CourseList, { place }: Entrance, limit: number) =>
  rowsOf(
    sql`select id from (select d.course_id from ${matchesFrom(narrowing, place, MOST_PROBED)}) m
      straight_join courses on id = course_id
      where status = ${narrowing.status} ${after ? sql`and ${isBehind(order, after)}` : sql``}
      order by ${inOrder(order)} limit ${sql.lit(limit)}`,
    order,
  )

/** A page along the index of the order, up to a place in it. */
export const walkedPage = (
  { narrowing: { status, groups, minMean }, order, after }: CourseList,
  upTo: CourseKey | undefined,
  limit: number,
) =>
  rowsOf(
    sql`select id from courses force index (${sql.ref(ORDERS[order].index)})
      where status = ${status}
        ${after ? sql`and ${isBehind(order, after)}` : sql``} ${upTo ? sql`and ${isBefore(order, upTo)}` : sql``}
        and ${hasAll(sql`courses.id`, groups)} and ${isRatedAtLeast(sql`courses.id`, minMean)}
      order by ${inOrder(order)} limit ${sql.lit(limit)}`,
    order,
  )

const windowEnd = ({ narrowing: { status }, order, after }: CourseList, size: number): RawBuilder<StoredCourseRow> =>
  sql`select id, ${sql.ref(ORDERS[order].column)} from courses force index (${sql.ref(ORDERS[order].index)})
    where status = ${status} ${after ? sql`and ${isBehind(order, after)}` : sql``}
    order by ${inOrder(order)} limit 1 offset ${sql.lit(size - 1)}`

/**
 * So many courses of a list, or fewer where it ends or where what is asked for lies too far apart: `end` is then where to
 * go on. `entrance` is the narrowest one, none where nothing narrows.
 */
export async function listCourses(
  db: Database,
  list: CourseList,
  entrance: Entrance | undefined,
  limit: number,
): Promise<{ listed: ListedCourse<CourseKey>[]; end: CourseKey | undefined }> {
  const keyOf = (row: StoredCourseRow): CourseKey => ({
    id: idFromBytes(row.id),
    value: list.order === "NEWEST" ? "" : row[ORDERS[list.order].column],
  })
  const rows: StoredCourseRow[] = []
  let end: CourseKey | undefined
  if (!entrance) rows.push(...(await walkedPage(list, undefined, limit).execute(db)).rows)
  else if (entrance.size < MOST_PROBED) rows.push(...(await sortedPage(list, entrance, limit).execute(db)).rows)
  else
    for (const size of WINDOWS) {
      const rest = { ...list, after: end ?? list.after }
      const [last] = (await windowEnd(rest, size).execute(db)).rows
      end = last && keyOf(last)
      rows.push(...(await walkedPage(rest, end, limit - rows.length).execute(db)).rows)
      if (rows.length === limit) end = undefined
      if (!end) break
    }
  const courses = await toCourses(db, rows)
  return { listed: courses.map((course, index) => ({ course, key: keyOf(rows[index] as StoredCourseRow) })), end }
}

export interface TaughtQuery {
  instructorIds: readonly string[]
  limit: number
}

const taughtBy = (instructor: Buffer) =>
  sql`from courses force index (courses_by_instructor) where instructor_id = ${instructor} and status = 'PUBLISHED'`

/** The newest published courses of each instructor, as one query that the test of its indexes can explain. */
export const taughtPages = ({ instructorIds, limit }: TaughtQuery): RawBuilder<StoredCourseRow> =>
  sql`select courses.* from (${sql.join(
    idsToBytes(instructorIds).map(
      (instructor) =>
        sql`(select id ${taughtBy(instructor)}
          order by id desc limit ${sql.lit(limit)})`,
    ),
    sql` union all `,
  )}) page straight_join courses using (id) order by id desc`

/** Of each instructor the newest published courses, `limit` of each at most, and how many there are. */
export async function listTaughtCourses(
  db: Database,
  query: TaughtQuery,
): Promise<Map<string, { courses: Course__Output[]; count: number }>> {
  const instructors = idsToBytes(query.instructorIds)
  if (instructors.length === 0) return new Map()
  const counts = instructors.map(
    (instructor) => sql`select ${instructor} as instructor_id, count(*) as count from
      (select id ${taughtBy(instructor)} limit ${sql.lit(MOST_COUNTED)}) c`,
  )
  const [page, counted] = await Promise.all([
    taughtPages(query).execute(db),
    sql<{ instructor_id: Buffer; count: number }>`${sql.join(counts, sql` union all `)}`.execute(db),
  ])
  const taught = Map.groupBy(await toCourses(db, page.rows), ({ instructorId }) => instructorId)
  return new Map(
    counted.rows.map((row) => {
      const id = idFromBytes(row.instructor_id)
      return [id, { courses: taught.get(id) ?? [], count: Number(row.count) }]
    }),
  )
}

/** Courses of any status behind a slug, by slug. */
export async function listCoursesBySlug(
  db: Database,
  { after, limit }: { after: string; limit: number },
): Promise<Course__Output[]> {
  const rows = await db
    .selectFrom("courses")
    .selectAll()
    .where("slug", ">", after)
    .orderBy("slug")
    .limit(limit)
    .execute()
  return toCourses(db, rows)
}

/** How many courses of any status there are, counted to MOST_COUNTED. */
export async function countAllCourses(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom(db.selectFrom("courses").select("slug").limit(MOST_COUNTED).as("counted"))
    .select(({ fn }) => fn.countAll().as("count"))
    .executeTakeFirstOrThrow()
  return Number(count)
}
