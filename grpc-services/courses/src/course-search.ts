import { sql, type RawBuilder } from "kysely"
import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"
import { lookUp, narrowest, type Entrance, type Narrowing } from "./course-matches.ts"
import type { Database } from "./database.ts"

/** A place among the postings of a term: behind this course. */
export interface PostingKey {
  impact: number
  id: string
}
/**
 * A place in a search. Courses come in chunks of the postings of one group, the driver, and in each by score: so a page
 * costs the same wherever it is and however many courses there are. `from` is where the chunk begins, `to` its last
 * posting: what is inserted meanwhile is in the chunk or is not, and nothing that was in it leaves it.
 */
export interface SearchKey {
  /** Place of the driver among the groups. */
  driver: number
  /** Undefined for the first chunk. */
  from: PostingKey | undefined
  /** Undefined for the last chunk. */
  to: PostingKey | undefined
  /** Behind this course of the chunk; undefined at its begin. */
  after: { score: number; id: string } | undefined
}
export interface SearchRow {
  id: string
  key: SearchKey
}

/** A search: of the groups, the texts come first and are of one term each; `helpful` terms bring courses forward. */
export interface Search {
  narrowing: Narrowing
  textCount: number
  helpful: readonly string[]
}

/** Postings in a chunk; where it has too few courses for a page, the next one is larger. */
const CHUNK = 500
const LARGE_CHUNK = 1000
/** Where a page may end before it is full. */
const MOST_SCANNED = CHUNK + LARGE_CHUNK
/** Of a term that is asked for, and of one that helps. */
const WEIGHT = { required: 4, helpful: 1 }

/**
 * The group whose postings are gone through: the rarest text, as its postings are in the order of relevance; or a filter
 * that has so few courses that all of them are looked at. These are one chunk then.
 */
export function chooseDriver(entrances: readonly Entrance[], textCount: number): { driver: number; isWhole: boolean } {
  const few = narrowest(entrances.filter(({ place }) => place !== "rating"))
  const chosen = few && few.size <= CHUNK ? few : narrowest(entrances.slice(0, textCount))
  return { driver: Number(chosen?.place ?? 0), isWhole: (chosen?.size ?? 0) <= CHUNK }
}

// Alternatives, which the servers read as ranges of the index: many postings have the same impact.
const below = ({ impact, id }: PostingKey) =>
  sql`(impact < ${impact} or (impact = ${impact} and course_id < ${idToBytes(id)}))`
const notBelow = ({ impact, id }: PostingKey) =>
  sql`(impact > ${impact} or (impact = ${impact} and course_id >= ${idToBytes(id)}))`

/** The last of the next so many postings of a term; none where there are fewer. */
export const boundaryQuery = (
  { narrowing: { status, groups } }: Search,
  { driver, from }: Pick<SearchKey, "driver" | "from">,
  size: number,
): RawBuilder<{ impact: number; course_id: Buffer }> =>
  sql`select impact, course_id from course_terms
    where term = ${groups[driver]?.[0]} and status = ${status} ${from ? sql`and ${below(from)}` : sql``}
    order by impact desc, course_id desc limit 1 offset ${sql.lit(size - 1)}`

/** The best courses of a chunk behind a place in it. */
export function chunkQuery(
  { narrowing: { status, groups, minMean }, textCount, helpful }: Search,
  { driver, from, to, after }: SearchKey,
  limit: number,
): RawBuilder<{ id: Buffer; score: number }> {
  const id = sql`d.course_id`
  const bounds = [...(from ? [below(from)] : []), ...(to ? [notBelow(to)] : [])].map((bound) => sql`and ${bound}`)
  const chunk = sql.join(
    (groups[driver] ?? []).map(
      (term) =>
        sql`select course_id, impact from course_terms
            where term = ${term} and status = ${status} ${sql.join(bounds, sql` `)}`,
    ),
    sql` union `,
  )
  const others = groups.filter((_, place) => place !== driver)
  const textOthers = driver < textCount ? textCount - 1 : textCount
  const { joins, holds } = lookUp(id, { groups: others, minMean })
  const helps = helpful.map((term, place) => {
    const table = sql.ref(`h${place}`)
    return sql`left join course_terms ${table} on ${table}.course_id = ${id} and ${table}.term = ${term}`
  })
  const score = [
    sql`${sql.lit(WEIGHT.required)} * d.impact`,
    ...others.slice(0, textOthers).map((_, place) => sql`${sql.lit(WEIGHT.required)} * ${sql.ref(`g${place}.impact`)}`),
    ...helpful.map((_, place) => sql`${sql.lit(WEIGHT.helpful)} * coalesce(${sql.ref(`h${place}.impact`)}, 0)`),
  ]
  return sql`select id, score from (
      select ${id} as id, ${sql.join(score, sql` + `)} as score
      from (${chunk}) d ${joins} ${sql.join(helps, sql` `)}
      where ${holds}
    ) m
    ${after ? sql`where score <= ${after.score} and (score < ${after.score} or id < ${idToBytes(after.id)})` : sql``}
    order by score desc, id desc limit ${sql.lit(limit)}`
}

/**
 * A page of courses behind a place, and where to go on; `end` is undefined at the end of the list. A page may have fewer
 * than its size where matches lie far apart. `isWhole` says that the first chunk is known to have all.
 */
export async function searchCourses(
  db: Database,
  search: Search,
  { start, size, isWhole }: { start: SearchKey; size: number; isWhole: boolean },
): Promise<{ rows: SearchRow[]; end: SearchKey | undefined }> {
  const rows: SearchRow[] = []
  let key = start
  let postings = CHUNK
  for (let scanned = 0; ;) {
    // A place inside a chunk knows its end; a whole list is one chunk.
    if (!key.after && !isWhole) {
      const [boundary] = (await boundaryQuery(search, key, postings).execute(db)).rows
      key = { ...key, to: boundary && { impact: boundary.impact, id: idFromBytes(boundary.course_id) } }
      scanned += postings
    }
    const chunk = key
    // One more than is missing, to know whether the chunk has more.
    const missing = size - rows.length
    const found = (await chunkQuery(search, chunk, missing + 1).execute(db)).rows
    for (const row of found.slice(0, missing)) {
      const id = idFromBytes(row.id)
      rows.push({ id, key: { ...chunk, after: { score: row.score, id } } })
    }
    if (found.length > missing) return { rows, end: rows.at(-1)?.key }
    if (!chunk.to) return { rows, end: undefined }
    key = { driver: chunk.driver, from: chunk.to, to: undefined, after: undefined }
    if (rows.length === size || scanned >= MOST_SCANNED) {
      const isMore = (await boundaryQuery(search, key, 1).execute(db)).rows.length > 0
      return { rows, end: isMore ? key : undefined }
    }
    postings = rows.length > size / 2 ? CHUNK : LARGE_CHUNK
  }
}
