import { required } from "@lectern/rpc/required"
import { pageSize } from "@lectern/service-kit/paging"
import { fromListKey, fromSearchKey, readList, toListKey, toSearchKey, type AskedList } from "../course-list.ts"
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
    const { name, order, query } = list
    const keys = tokens.decode(name, request.pageToken)
    const chosen = await chooseTerms(db, list, keys && Number(keys[0]))
    if (!chosen) return {}
    const { narrowing, entrances, terms, textCount } = chosen
    const entrance = narrowest(entrances)
    const counted = chosen.count ?? countCourses(db, narrowing, entrance)

    if (order !== "RELEVANCE") {
      const after = keys && toListKey(keys)
      const [{ listed, end }, totalSize] = await Promise.all([
        selectCourses(db, { narrowing, order, after }, entrance, size + 1),
        counted,
      ])
      const cursors = listed.slice(0, size).map(({ key }) => tokens.encode(name, fromListKey(terms, key)))
      const nextPageToken = next(listed.length > size, cursors, end && tokens.encode(name, fromListKey(terms, end)))
      return { courses: listed.slice(0, size).map(({ course }) => course), cursors, nextPageToken, totalSize }
    }

    const { driver, isWhole } = chooseDriver(entrances, textCount)
    const start = keys ? toSearchKey(keys) : { driver, from: undefined, to: undefined, after: undefined }
    const search = { narrowing, textCount, helpful: query?.helpful ?? [] }
    const [{ rows, end }, totalSize] = await Promise.all([
      searchCourses(db, search, start, size + 1, !keys && isWhole),
      counted,
    ])
    const page = rows.slice(0, size)
    const found = new Map((await findCourses(db, { ids: page.map(({ id }) => id) })).map((each) => [each.id, each]))
    const cursors = page.map(({ key }) => tokens.encode(name, fromSearchKey(terms, key)))
    const nextPageToken = next(rows.length > size, cursors, end && tokens.encode(name, fromSearchKey(terms, end)))
    return { courses: page.map(({ id }) => required(found.get(id))), cursors, nextPageToken, totalSize }
  }

/** The token of the next page: behind the last course where more were found, or where looking for them has ended. */
const next = (isMore: boolean, cursors: string[], end: string | undefined): string =>
  isMore ? (cursors.at(-1) ?? "") : (end ?? "")

interface ChosenTerms {
  narrowing: Narrowing
  entrances: Entrance[]
  /** Which of the query's required terms, as bits. */
  terms: number
  /** How many of the groups they are. */
  textCount: number
  /** Of the courses; undefined where they were not counted. */
  count: number | undefined
}

/**
 * The terms of the query that courses are found by: those that any course has; and where no course has all of them, the
 * first half, and so on. Undefined where nothing is found by any. A later page goes by those of the first.
 */
async function chooseTerms(
  db: Database,
  { status, query, filters, minMean }: AskedList,
  chosen: number | undefined,
): Promise<ChosenTerms | undefined> {
  const required = query?.required ?? []
  const all = [...required.keys()].filter((place) => chosen === undefined || chosen & (2 ** place))
  if (query && all.length === 0) return undefined
  const groupsOf = (places: number[]) => [...places.map((place) => [required[place] ?? ""]), ...filters]
  const bitsOf = (places: number[]) => places.reduce((sum, place) => sum + 2 ** place, 0)
  const narrowing: Narrowing = { status, groups: groupsOf(all), minMean }
  const entrances = await probeEntrances(db, narrowing)
  if (!query || chosen !== undefined)
    return { narrowing, entrances, terms: bitsOf(all), textCount: all.length, count: undefined }

  const known = all.filter((place) => entrances[place]?.size !== 0)
  for (let places = known; places.length > 0; places = places.slice(0, Math.ceil(places.length / 2))) {
    const narrower: Narrowing = { ...narrowing, groups: groupsOf(places) }
    const entrancesOf: Entrance[] = [
      ...places.map((place, group) => ({ place: group, size: entrances[place]?.size ?? 0 })),
      ...entrances
        .slice(all.length)
        .map(({ place, size }) => ({ place: place === "rating" ? place : place - all.length + places.length, size })),
    ]
    const count = await countCourses(db, narrower, narrowest(entrancesOf))
    if (count > 0 || places.length === 1)
      return { narrowing: narrower, entrances: entrancesOf, terms: bitsOf(places), textCount: places.length, count }
  }
  return undefined
}
