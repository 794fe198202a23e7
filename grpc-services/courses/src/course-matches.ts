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
export const MOST_LOOKED_UP = 1000

type Expression = RawBuilder<unknown>
/** SQL between FROM and WHERE, and behind WHERE. */
interface Lookup {
  joins: Expression
  holds: RawBuilder<boolean>
}

/**
 * Looks the course with this id (an expression of a table that stands before) up by what narrows a list: it stays when it
 * has a term of each group and is rated well enough. A course has a term once, so a join doubles nothing; and joins in
 * the order of writing keep the servers from reading every course of a term.
 */
export function lookUp(id: Expression, { groups, minMean }: Pick<Narrowing, "groups" | "minMean">): Lookup {
  const joins: Expression[] = []
  const holds: Expression[] = [sql`true`]
  for (const [group, terms] of groups.entries()) {
    const table = sql.ref(`g${group}`)
    if (terms.length === 1)
      joins.push(sql`straight_join course_terms ${table} on ${table}.course_id = ${id} and ${table}.term = ${terms[0]}`)
    else
      holds.push(
        sql`(${sql.join(
          terms.map(
            (term) => sql`exists (
            select 1 from course_terms t where t.course_id = ${id} and t.term = ${term} limit 1)`,
          ),
          sql` or `,
        )})`,
      )
  }
  if (minMean > 0) joins.push(sql`straight_join courses rated on rated.id = ${id} and rated.rating_mean >= ${minMean}`)
  return { joins: sql.join(joins, sql` `), holds: sql.join(holds, sql` and `) }
}

/** The courses of one group, each once, as a table with `course_id`; so many at most. */
const coursesOf = (status: CourseRow["status"], terms: readonly string[], most: number): Expression => {
  const read = (term: string | undefined) =>
    sql`(select course_id from course_terms where term = ${term} and status = ${status} limit ${sql.lit(most)})`
  return terms.length === 1
    ? read(terms[0])
    : sql`(select course_id from (${sql.join(terms.map(read), sql` union `)}) u limit ${sql.lit(most)})`
}

/** A way into the courses that a narrowing leaves: by one of its groups, or by their rating. */
export interface Entrance {
  place: number | "rating"
  /** How many courses it has, counted to MOST_PROBED. */
  size: number
}

/** The courses of an entrance, as a table with `course_id`; so many at most. */
const entranceTable = ({ status, groups, minMean }: Narrowing, place: Entrance["place"], most: number): Expression =>
  place === "rating"
    ? sql`(select id as course_id from courses force index (courses_by_mean)
         where status = ${status} and rating_mean >= ${minMean} limit ${sql.lit(most)})`
    : coursesOf(status, groups[place] ?? [], most)

/** The courses of an entrance that are left by all the rest, from FROM on; `d.course_id` is their id. */
export function matchesFrom(narrowing: Narrowing, place: Entrance["place"], most: number): Expression {
  const { joins, holds } = lookUp(sql`d.course_id`, {
    groups: narrowing.groups.filter((_, group) => group !== place),
    minMean: place === "rating" ? 0 : narrowing.minMean,
  })
  return sql`from ${entranceTable(narrowing, place, most)} d ${joins} where ${holds}`
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
  const sizes = new Map(rows.map(({ place, size }) => [place, size]))
  return places.map((place, row) => ({ place, size: sizes.get(row) ?? 0 }))
}

export const narrowest = (entrances: readonly Entrance[]): Entrance | undefined =>
  entrances.reduce<Entrance | undefined>((least, next) => (least && least.size <= next.size ? least : next), undefined)

/**
 * How many courses are left, counted to MOST_COUNTED; where several things narrow, among MOST_LOOKED_UP of the narrowest.
 */
export function countQuery(narrowing: Narrowing, entrances: readonly Entrance[]): RawBuilder<{ count: number }> {
  const entrance = narrowest(entrances)
  if (!entrance)
    return sql`select count(*) as count from (
      select id from courses force index (courses_newest) where status = ${narrowing.status}
      limit ${sql.lit(MOST_COUNTED)}) c`
  const most = entrances.length > 1 ? MOST_LOOKED_UP : MOST_COUNTED
  return sql`select count(*) as count ${matchesFrom(narrowing, entrance.place, most)}`
}

export async function countCourses(
  db: Database,
  narrowing: Narrowing,
  entrances: readonly Entrance[],
): Promise<number> {
  const { rows } = await countQuery(narrowing, entrances).execute(db)
  return rows[0]?.count ?? 0
}
