import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import { required } from "@lectern/rpc/required"
import { pageSize } from "@lectern/service-kit/paging"
import {
  fromListKey,
  fromSearchKey,
  readList,
  toListKey,
  toSearchKey,
  type AskedList,
  type Keys,
} from "../course-list.ts"
import { listCourses as selectCourses } from "../course-list-store.ts"
import { countCourses, narrowest, probeEntrances, type Entrance, type Narrowing } from "../course-matches.ts"
import { chooseDriver, searchCourses } from "../course-search.ts"
import { findCourses } from "../course-store.ts"
import type { Database } from "../database.ts"
import type { CoursesRpc } from "../service.ts"

export const COURSE_PAGE_SIZES = { standard: 20, most: 100 }

export const listCourses: CoursesRpc<"listCourses"> =
  ({ db, tokens }) =>
  async (request, call) => {
    const size = pageSize(request.pageSize, COURSE_PAGE_SIZES)
    const list = readList(request, call)
    if (!list) return {}
    const keys = tokens.decode(list.name, request.pageToken)
    for (const narrowed of await narrow(db, list, keys)) {
      const [{ rows, end }, totalSize] = await Promise.all([
        list.order === "RELEVANCE"
          ? readSearch(db, list, narrowed, keys, size)
          : readOrdered(db, { order: list.order }, narrowed, keys, size),
        countCourses(db, narrowed.narrowing, narrowed.entrances),
      ])
      if (rows.length === 0 && !narrowed.isLast) continue
      return {
        courses: rows.map(({ course }) => course),
        cursors: rows.map((row) => tokens.encode(list.name, row.keys)),
        nextPageToken: end ? tokens.encode(list.name, end) : "",
        totalSize,
      }
    }
    return {}
  }

/** A list with the terms of its query that courses are found by. */
interface NarrowedList {
  narrowing: Narrowing
  entrances: Entrance[]
  /** Which of the query's required terms these are, as bits. */
  terms: number
  /** How many of the groups they are. */
  textCount: number
  /** Those that a course may lack. */
  dropped: string[]
  isLast: boolean
}

/**
 * What to look for, one after the other until something is found: courses with all terms of the query that any course
 * has; then with the first half of them, and so on. A later page goes by the terms of the first.
 */
async function narrow(
  db: Database,
  { status, query, filters, minMean }: AskedList,
  keys: Keys | undefined,
): Promise<NarrowedList[]> {
  const terms = query?.required ?? []
  const chosen = keys && Number(keys[0])
  const asked = [...terms.keys()].filter((place) => chosen === undefined || chosen & (2 ** place))
  if (query && asked.length === 0) return []
  const groups = [...asked.map((place) => [terms[place] ?? ""]), ...filters]
  const entrances = await probeEntrances(db, { status, groups, minMean })
  if (entrances.slice(asked.length).some(({ size }) => size === 0)) return []

  const withTerms = (places: number[]): NarrowedList => ({
    narrowing: { status, groups: [...places.map((place) => groups[place] ?? []), ...filters], minMean },
    entrances: [...places.map((place) => entrances[place] as Entrance), ...entrances.slice(asked.length)].map(
      ({ place, size }, group) => ({ place: place === "rating" ? place : group, size }),
    ),
    terms: places.reduce((sum, place) => sum + 2 ** (asked[place] ?? 0), 0),
    textCount: places.length,
    dropped: terms.filter((_, term) => !places.some((place) => asked[place] === term)),
    isLast: !query || chosen !== undefined || places.length === 1,
  })
  if (!query || chosen !== undefined) return [withTerms([...asked.keys()])]
  const found: NarrowedList[] = []
  let places = [...asked.keys()].filter((place) => entrances[place]?.size !== 0)
  for (; places.length > 1; places = places.slice(0, Math.ceil(places.length / 2))) found.push(withTerms(places))
  return places.length === 0 ? [] : [...found, withTerms(places)]
}

interface FoundRows {
  rows: { course: Course__Output; keys: Keys }[]
  /** Where to go on; undefined at the end of the list. */
  end: Keys | undefined
}

async function readOrdered(
  db: Database,
  { order }: { order: Exclude<AskedList["order"], "RELEVANCE"> },
  { narrowing, entrances, terms }: NarrowedList,
  keys: Keys | undefined,
  size: number,
): Promise<FoundRows> {
  const after = keys && toListKey(keys)
  const { listed, end } = await selectCourses(db, { narrowing, order, after }, narrowest(entrances), size)
  return {
    rows: listed.map(({ course, key }) => ({ course, keys: fromListKey(terms, key) })),
    end: end && fromListKey(terms, end),
  }
}

async function readSearch(
  db: Database,
  { query }: AskedList,
  { narrowing, entrances, terms, textCount, dropped }: NarrowedList,
  keys: Keys | undefined,
  size: number,
): Promise<FoundRows> {
  const { driver, isWhole } = chooseDriver(entrances, textCount)
  const start = keys ? toSearchKey(keys) : { driver, from: undefined, to: undefined, after: undefined }
  const search = { narrowing, textCount, helpful: [...dropped, ...(query?.helpful ?? [])] }
  const { rows, end } = await searchCourses(db, search, { start, size, isWhole: !keys && isWhole })
  const found = await findCourses(db, { ids: rows.map(({ id }) => id) })
  const byId = new Map(found.map((course) => [course.id, course]))
  return {
    rows: rows.map(({ id, key }) => ({ course: required(byId.get(id)), keys: fromSearchKey(terms, key) })),
    end: end && fromSearchKey(terms, end),
  }
}
