import { sql, type RawBuilder } from "kysely"
import type { CourseRow, Database } from "./database.ts"

/** What narrows a list of courses. */
export interface Narrowing {
  status: CourseRow["status"]
  /** A course must have a term of each group (search-terms.ts). */
  groups: readonly (readonly string[])[]
  /** And a mean rating of at least this, in millionths; 0 for any. */
  minMean: number
}

/** How many courses of an entrance are looked at to find out how many there are. */
export const MOST_PROBED = 1000
/** Counting goes through an index entry by entry, so it ends somewhere. */
export const MOST_COUNTED = 10_000
/** And earlier where each of them is looked up by what else narrows the list. */
const MOST_LOOKED_UP = 2000

type Id = RawBuilder<unknown>
const has = (id: Id, term: string) =>
  // The limit keeps the servers from turning this around and reading every course of the term.
  sql<boolean>`exists (select 1 from course_terms t where t.course_id = ${id} and t.term = ${term} limit 1)`

/** Whether the course with this id (an SQL expression) has a term of each group. */
export const hasAll = (id: Id, groups: Narrowing["groups"]): RawBuilder<boolean> =>
  sql`${sql.join(
    [
      sql`true`,
      ...groups.map(
        (terms) =>
          sql`(${sql.join(
            terms.map((term) => has(id, term)),
            sql` or `,
          )})`,
      ),
    ],
    sql` and `,
  )}`

export const isRatedAtLeast = (id: Id, minMean: number): RawBuilder<boolean> =>
  minMean === 0
    ? sql`true`
    : sql`exists (select 1 from courses r where r.id = ${id} and r.rating_mean >= ${minMean} limit 1)`

/** The courses of one group, each once, as a table with `course_id`; so many at most. */
const coursesOf = (status: CourseRow["status"], terms: readonly string[], most: number): RawBuilder<unknown> => {
  const [term, ...others] = terms
  const read = (one: string | undefined) =>
    sql`(select course_id from course_terms where term = ${one} and status = ${status}
         order by impact desc, course_id desc limit ${sql.lit(most)})`
  return others.length === 0
    ? read(term)
    : sql`(select course_id from (${sql.join(terms.map(read), sql` union `)}) u limit ${sql.lit(most)})`
}

/** A way into the courses that a narrowing leaves: by one of its groups, or by their rating. */
export interface Entrance {
  place: number | "rating"
  /** How many courses it has, counted to MOST_PROBED. */
  size: number
}

/** The courses of an entrance, as a table with `course_id`; so many at most. */
const entranceTable = ({ status, groups, minMean }: Narrowing, place: Entrance["place"], most: number) =>
  place === "rating"
    ? sql`(select id as course_id from courses force index (courses_by_mean)
         where status = ${status} and rating_mean >= ${minMean} limit ${sql.lit(most)})`
    : coursesOf(status, groups[place] ?? [], most)

/** The courses of an entrance that are left by all the rest, as the end of a statement; `d.course_id` is their id. */
export const matchesFrom = (narrowing: Narrowing, place: Entrance["place"], most: number): RawBuilder<unknown> => {
  const id = sql`d.course_id`
  const others = narrowing.groups.filter((_, group) => group !== place)
  return sql`${entranceTable(narrowing, place, most)} d
    where ${hasAll(id, others)} and ${isRatedAtLeast(id, place === "rating" ? 0 : narrowing.minMean)}`
}

/** The ways into a narrowing, in the order of its groups; none where nothing narrows. */
export async function probeEntrances(db: Database, narrowing: Narrowing): Promise<Entrance[]> {
  const places: Entrance["place"][] = [
    ...narrowing.groups.keys(),
    ...(narrowing.minMean > 0 ? ["rating" as const] : []),
  ]
  if (places.length === 0) return []
  const parts = places.map(
    (place, row) =>
      sql`select ${sql.lit(row)} as place, count(*) as size from ${entranceTable(narrowing, place, MOST_PROBED)} p`,
  )
  const { rows } = await sql<{ place: number; size: number }>`${sql.join(parts, sql` union all `)}`.execute(db)
  const sizes = new Map(rows.map(({ place, size }) => [Number(place), Number(size)]))
  return places.map((place, row) => ({ place, size: sizes.get(row) ?? 0 }))
}

export const narrowest = (entrances: readonly Entrance[]): Entrance | undefined =>
  entrances.reduce<Entrance | undefined>((least, next) => (least && least.size <= next.size ? least : next), undefined)

/**
 * How many courses are left, counted to MOST_COUNTED; where several things narrow, among MOST_LOOKED_UP of the narrowest.
 */
export const countQuery = (narrowing: Narrowing, entrances: readonly Entrance[]): RawBuilder<{ count: number }> => {
  const entrance = narrowest(entrances)
  const most = entrances.length > 1 ? MOST_LOOKED_UP : MOST_COUNTED
  return entrance
    ? sql`select count(*) as count from ${matchesFrom(narrowing, entrance.place, most)}`
    : sql`select count(*) as count from (
        select id from courses force index (courses_newest) where status = ${narrowing.status}
        limit ${sql.lit(MOST_COUNTED)}) c`
}

export async function countCourses(
  db: Database,
  narrowing: Narrowing,
  entrances: readonly Entrance[],
): Promise<number> {
  const { rows } = await countQuery(narrowing, entrances).execute(db)
  return Number(rows[0]?.count ?? 0)
}
