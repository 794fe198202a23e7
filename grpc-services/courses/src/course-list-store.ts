import { sql, type RawBuilder } from "kysely"
import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import { idFromBytes, idsToBytes, idToBytes } from "@lectern/service-kit/ids"
import { lookUp, matchesFrom, MOST_COUNTED, MOST_PROBED } from "./course-matches.ts"
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
export interface ListedCourse {
  course: Course__Output
  key: CourseKey
}

const ORDERS = {
  NEWEST: { index: "courses_newest", column: "id", isAscending: false },
  TITLE: { index: "courses_by_title", column: "title", isAscending: true },
  RATING: { index: "courses_by_rating", column: "rating_rank", isAscending: false },
  POPULARITY: { index: "courses_by_popularity", column: "rating_count", isAscending: false },
} as const
/** Entries of an order that are looked through for a page; where they have too few courses, the next ones are more. */
const WINDOW = 500
const LARGE_WINDOW = 2000
/** Where a page may end before it is full. */
const MOST_SCANNED = WINDOW + 2 * LARGE_WINDOW

const columnOf = (order: ListOrder) => sql.ref(`courses.${ORDERS[order].column}`)
const direction = (order: ListOrder) => (ORDERS[order].isAscending ? sql`asc` : sql`desc`)
const inOrder = (order: ListOrder): RawBuilder<unknown> =>
  order === "NEWEST"
    ? sql`courses.id desc`
    : sql`${columnOf(order)} ${direction(order)}, courses.id ${direction(order)}`

/**
 * Titles are compared as the index compares them: what it takes for equal (Go, GO) goes by id. Written as alternatives,
 * which the servers read as ranges of the index: equal ones before the place are not read.
 */
function isBehind(order: ListOrder, { id, value }: CourseKey): RawBuilder<unknown> {
  const column = columnOf(order)
  if (order === "NEWEST") return sql`courses.id < ${idToBytes(id)}`
  return ORDERS[order].isAscending
    ? sql`(${column} > ${value} or (${column} = ${value} and courses.id > ${idToBytes(id)}))`
    : sql`(${column} < ${value} or (${column} = ${value} and courses.id < ${idToBytes(id)}))`
}
/** The place itself is not behind it. */
function isUpTo(order: ListOrder, { id, value }: CourseKey): RawBuilder<unknown> {
  const column = columnOf(order)
  if (order === "NEWEST") return sql`courses.id >= ${idToBytes(id)}`
  return ORDERS[order].isAscending
    ? sql`(${column} < ${value} or (${column} = ${value} and courses.id <= ${idToBytes(id)}))`
    : sql`(${column} > ${value} or (${column} = ${value} and courses.id >= ${idToBytes(id)}))`
}

/** The ids come first, from indexes alone; then the rows of the page, which are long. */
const rowsOf = (ids: RawBuilder<unknown>, order: ListOrder): RawBuilder<StoredCourseRow> =>
  sql`select courses.* from (${ids}) page straight_join courses on courses.id = page.id order by ${inOrder(order)}`

/** A page of a list that has an entrance of few courses: all of them are sorted. */
export const sortedPage = ({ narrowing, order, after }: CourseList, { place }: Entrance, limit: number) =>
  rowsOf(
    sql`select courses.id from (select d.course_id ${matchesFrom(narrowing, place, MOST_PROBED)}) m
      straight_join courses on courses.id = m.course_id
      where courses.status = ${narrowing.status} ${after ? sql`and ${isBehind(order, after)}` : sql``}
      order by ${inOrder(order)} limit ${sql.lit(limit)}`,
    order,
  )

const alongIndex = ({ narrowing: { status }, order, after }: CourseList) => ({
  table: sql`courses force index (${sql.ref(ORDERS[order].index)})`,
  holds: sql`courses.status = ${status} ${after ? sql`and ${isBehind(order, after)}` : sql``}`,
})

/** A page along the index of the order, up to a place in it. */
export function walkedPage(list: CourseList, upTo: CourseKey | undefined, limit: number): RawBuilder<StoredCourseRow> {
  const { table, holds } = alongIndex(list)
  const others = lookUp(sql`courses.id`, list.narrowing)
  return rowsOf(
    sql`select courses.id from ${table} ${others.joins}
      where ${holds} ${upTo ? sql`and ${isUpTo(list.order, upTo)}` : sql``} and ${others.holds}
      order by ${inOrder(list.order)} limit ${sql.lit(limit)}`,
    list.order,
  )
}

/** The last of the next so many entries of an order; none where there are fewer. */
export function windowEnd(list: CourseList, entries: number): RawBuilder<StoredCourseRow> {
  const { table, holds } = alongIndex(list)
  return sql`select courses.id, ${columnOf(list.order)} from ${table} where ${holds}
    order by ${inOrder(list.order)} limit 1 offset ${sql.lit(entries - 1)}`
}

/**
 * A page of a list, and where to go on; `end` is undefined at the end of the list. A page may have fewer courses than its
 * size where what is asked for lies far apart. `entrance` is the narrowest one, none where nothing narrows.
 */
export async function listCourses(
  db: Database,
  list: CourseList,
  entrance: Entrance | undefined,
  size: number,
): Promise<{ listed: ListedCourse[]; end: CourseKey | undefined }> {
  const keyOf = (row: StoredCourseRow): CourseKey => ({
    id: idFromBytes(row.id),
    value: list.order === "NEWEST" ? "" : row[ORDERS[list.order].column],
  })
  const { rows, end } =
    entrance && entrance.size === MOST_PROBED
      ? await walk(db, list, size, keyOf)
      : await readPage(
          db,
          entrance ? sortedPage(list, entrance, size + 1) : walkedPage(list, undefined, size + 1),
          size,
        )
  const courses = await toCourses(db, rows)
  const keys = rows.map(keyOf)
  return { listed: courses.map((course, index) => ({ course, key: keys[index] as CourseKey })), end: end && keyOf(end) }
}

async function readPage(db: Database, query: RawBuilder<StoredCourseRow>, size: number) {
  const { rows } = await query.execute(db)
  return { rows: rows.slice(0, size), end: rows.length > size ? rows[size - 1] : undefined }
}

/** Goes through the index of the order, window by window. */
async function walk(
  db: Database,
  list: CourseList,
  size: number,
  keyOf: (row: StoredCourseRow) => CourseKey,
): Promise<{ rows: StoredCourseRow[]; end: StoredCourseRow | undefined }> {
  const rows: StoredCourseRow[] = []
  let rest = list
  let entries = WINDOW
  for (let scanned = 0; ;) {
    const [last] = (await windowEnd(rest, entries).execute(db)).rows
    scanned += entries
    // One more than is missing, to know whether the window has more.
    const missing = size - rows.length
    const found = (await walkedPage(rest, last && keyOf(last), missing + 1).execute(db)).rows
    rows.push(...found.slice(0, missing))
    if (found.length > missing) return { rows, end: rows.at(-1) }
    if (!last || rows.length === size || scanned >= MOST_SCANNED) return { rows, end: last }
    rest = { ...list, after: keyOf(last) }
    entries = rows.length > size / 2 ? WINDOW : LARGE_WINDOW
  }
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
  )}) page straight_join courses on courses.id = page.id order by courses.id desc`

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
      return [id, { courses: taught.get(id) ?? [], count: row.count }]
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
