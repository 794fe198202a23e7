import { sql, type RawBuilder } from "kysely"
import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"
import { hasAll, isRatedAtLeast, narrowest, type Entrance, type Narrowing } from "./course-matches.ts"
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

/** Postings in the first chunk that is read for a page; where it has too few courses, the next ones are larger. */
const CHUNK = 500
const CHUNK_GROWTH = 4
/** Where a page may end before it is full. */
const MOST_SCANNED = 8000
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

const below = ({ impact, id }: PostingKey) =>
  sql`impact <= ${impact} and (impact < ${impact} or course_id < ${idToBytes(id)})`
const notBelow = ({ impact, id }: PostingKey) =>
  sql`impact >= ${impact} and (impact > ${impact} or course_id >= ${idToBytes(id)})`

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
  const texts = groups.slice(0, textCount).flatMap((terms, place) => (place === driver ? [] : terms))
  const joins = [
    ...texts.map((term, place) => {
      const t = sql.ref(`t${place}`)
      return sql`straight_join course_terms ${t} on ${t}.course_id = ${id} and ${t}.term = ${term}`
    }),
    ...helpful.map((term, place) => {
      const h = sql.ref(`h${place}`)
      return sql`left join course_terms ${h} on ${h}.course_id = ${id} and ${h}.term = ${term}`
    }),
  ]
  const score = [
    sql`${sql.lit(WEIGHT.required)} * d.impact`,
    ...texts.map((_, place) => sql`${sql.lit(WEIGHT.required)} * ${sql.ref(`t${place}.impact`)}`),
    ...helpful.map((_, place) => sql`${sql.lit(WEIGHT.helpful)} * coalesce(${sql.ref(`h${place}.impact`)}, 0)`),
  ]
  const filters = groups.slice(textCount).filter((_, place) => textCount + place !== driver)
  return sql`select id, score from (
      select ${id} as id, ${sql.join(score, sql` + `)} as score
      from (${chunk}) d ${sql.join(joins, sql` `)}
      where ${hasAll(id, filters)} and ${isRatedAtLeast(id, minMean)}
    ) m
    ${after ? sql`where score <= ${after.score} and (score < ${after.score} or id < ${idToBytes(after.id)})` : sql``}
    order by score desc, id desc limit ${sql.lit(limit)}`
}

/**
 * So many courses behind a place, or fewer where the list ends or its matches lie too far apart: `end` is then where to
 * go on. `isWhole` says that the first chunk is known to have all.
 */
export async function searchCourses(
  db: Database,
  search: Search,
  start: SearchKey,
  limit: number,
  isWhole: boolean,
): Promise<{ rows: SearchRow[]; end: SearchKey | undefined }> {
  const rows: SearchRow[] = []
  let key = start
  let size = CHUNK
  for (let scanned = 0; ; scanned += size) {
    // A place inside a chunk knows its end; a whole list is one chunk.
    const isBegin = key.after === undefined
    if (isBegin && !isWhole) {
      const [boundary] = (await boundaryQuery(search, key, size).execute(db)).rows
      key = { ...key, to: boundary && { impact: boundary.impact, id: idFromBytes(boundary.course_id) } }
    }
    const chunk = key
    const found = await chunkQuery(search, chunk, limit - rows.length).execute(db)
    for (const row of found.rows) {
      const id = idFromBytes(row.id)
      rows.push({ id, key: { ...chunk, after: { score: Number(row.score), id } } })
    }
    if (rows.length === limit || !chunk.to) return { rows, end: undefined }
    key = { driver: chunk.driver, from: chunk.to, to: undefined, after: undefined }
    if (rows.length === limit - 1 || scanned >= MOST_SCANNED) {
      const isMore = (await boundaryQuery(search, key, 1).execute(db)).rows.length > 0
      return { rows, end: isMore ? key : undefined }
    }
    if (isBegin) size *= CHUNK_GROWTH
  }
}
