import { CourseLevel } from "@lectern/contracts/elearning/courses/v1/CourseLevel.ts"
import { CourseOrder } from "@lectern/contracts/elearning/courses/v1/CourseOrder.ts"
import { CourseStatus } from "@lectern/contracts/elearning/courses/v1/CourseStatus.ts"
import type { ListCoursesRequest__Output } from "@lectern/contracts/elearning/courses/v1/ListCoursesRequest.ts"
import { enumName } from "@lectern/rpc/enum-name"
import { hasScope, type Call } from "@lectern/rpc/call"
import { canonicalLanguage } from "@lectern/service-kit/locale"
import { Violations } from "@lectern/service-kit/validation"
import type { CourseKey, ListOrder } from "./course-list-store.ts"
import type { SearchKey } from "./course-search.ts"
import { checkCategories, checkLanguage, normaliseCategories } from "./course.ts"
import type { CourseRow } from "./database.ts"
import { filterTerm, queryTerms, type QueryTerms } from "./search-terms.ts"

/** A list of courses, as it was asked for. */
export interface AskedList {
  order: ListOrder | "RELEVANCE"
  status: CourseRow["status"]
  /** Undefined without a query. */
  query: QueryTerms | undefined
  /** Terms of which a course must have one of each group. */
  filters: string[][]
  /** In millionths; 0 for any. */
  minMean: number
  /** Names the list with all that narrows it. */
  name: string
}

type ListFields = Omit<ListCoursesRequest__Output, "pageSize" | "pageToken" | "categories"> & {
  categories: readonly string[]
}

const MAX_CATEGORIES = 20
const MAX_QUERY_CHARACTERS = 1000
const MILLION = 1_000_000

/** Throws INVALID_ARGUMENT with field violations. Undefined for a list that has nothing the caller may see. */
export function readList(request: ListFields, call: Call): AskedList | undefined {
  const categories = normaliseCategories(request.categories)
  const language = canonicalLanguage(request.language) ?? request.language
  const instructorId = request.instructorId.toLowerCase()
  const query = request.query.trim()
  const violations = new Violations()
  const length = [...query].length
  violations.check(
    length <= MAX_QUERY_CHARACTERS,
    "query",
    "length",
    `${MAX_QUERY_CHARACTERS} characters at most are expected, got ${length}`,
  )
  checkCategories(violations, "categories", categories, MAX_CATEGORIES)
  violations.check(request.level in CourseLevel, "level", "enum", "a course level is expected")
  if (language !== "") checkLanguage(violations, "language", language)
  violations.check(
    request.minRating === 0 || (request.minRating >= 1 && request.minRating <= 5),
    "min_rating",
    "range",
    `1 to 5 is expected, got ${request.minRating}`,
  )
  if (instructorId !== "") violations.id("instructor_id", instructorId)
  violations.check(request.status in CourseStatus, "status", "enum", "a course status is expected")
  violations.check(request.orderBy in CourseOrder, "order_by", "enum", "an order of courses is expected")
  violations.check(
    request.orderBy !== "COURSE_ORDER_RELEVANCE" || query !== "",
    "order_by",
    "query",
    "an order by relevance takes a query",
  )
  violations.throwIfAny()

  const status =
    request.status === "COURSE_STATUS_UNSPECIFIED" ? "PUBLISHED" : enumName("COURSE_STATUS_", request.status)
  const owner = status === "PUBLISHED" ? instructorId : ownerOf(instructorId, call)
  if (owner === undefined) return undefined
  const order =
    request.orderBy === "COURSE_ORDER_UNSPECIFIED"
      ? query === ""
        ? "NEWEST"
        : "RELEVANCE"
      : enumName("COURSE_ORDER_", request.orderBy)
  const minMean = Math.round(request.minRating * MILLION)
  const level = request.level === "COURSE_LEVEL_UNSPECIFIED" ? "" : enumName("COURSE_LEVEL_", request.level)
  const terms = query === "" ? undefined : queryTerms(query)
  return {
    order,
    status,
    query: terms,
    filters: [
      ...(owner === "" ? [] : [[filterTerm.instructor(owner)]]),
      ...(level === "" ? [] : [[filterTerm.level(level)]]),
      ...(language === "" ? [] : [[filterTerm.language(language)]]),
      ...(categories.length === 0 ? [] : [categories.map(filterTerm.category)]),
    ],
    minMean,
    name: `courses ${JSON.stringify([order, status, terms, categories, level, language, minMean, owner])}`,
  }
}

/** Whose unpublished courses the caller sees of those asked for: "" for everybody's, undefined for nobody's. */
function ownerOf(instructorId: string, call: Call): string | undefined {
  const { role, userId } = call.caller
  if (role === "ADMIN" || role === "SERVICE") return instructorId
  if (userId === undefined || !hasScope(call, "courses:write")) return undefined
  return instructorId === "" || instructorId === userId ? userId : undefined
}

// The terms of the query that the list goes by come first in every key, as bits: which ones is decided on the first page.
export type Keys = (string | number)[]

export const fromListKey = (chosen: number, { id, value }: CourseKey): Keys => [chosen, id, value]
export const toListKey = ([, id = "", value = ""]: Keys): CourseKey => ({ id: String(id), value })

export const fromSearchKey = (chosen: number, { driver, from, to, after }: SearchKey): Keys => [
  chosen,
  driver,
  from?.impact ?? -1,
  from?.id ?? "",
  to?.impact ?? -1,
  to?.id ?? "",
  after?.score ?? -1,
  after?.id ?? "",
]
export function toSearchKey([, driver, ...places]: Keys): SearchKey {
  const [fromImpact, fromId, toImpact, toId, score, afterId] = places
  return {
    driver: Number(driver),
    from: fromId === "" ? undefined : { impact: Number(fromImpact), id: String(fromId) },
    to: toId === "" ? undefined : { impact: Number(toImpact), id: String(toId) },
    after: afterId === "" ? undefined : { score: Number(score), id: String(afterId) },
  }
}
