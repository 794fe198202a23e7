import { CourseLevel, type CourseLevel__Output } from "@lectern/contracts/elearning/courses/v1/CourseLevel.ts"
import { enumName } from "@lectern/rpc/enum-name"
import { canonicalLanguage } from "@lectern/service-kit/locale"
import { pageSize, toPage } from "@lectern/service-kit/paging"
import { Violations } from "@lectern/service-kit/validation"
import { countCourses, listCourses as selectCourses, type CourseFilter, type CourseKey } from "../course-store.ts"
import { checkCategories, checkLanguage, normaliseCategories } from "../course.ts"
import type { CoursesRpc } from "../service.ts"

const MAX_CATEGORIES = 20

export const listCourses: CoursesRpc<"listCourses"> =
  ({ db, tokens }) =>
  async (request) => {
    const size = pageSize(request.pageSize, { standard: 20, most: 100 })
    const filter = toFilter(request)
    const order = request.orderBy === "COURSE_ORDER_TITLE" ? "TITLE" : "NEWEST"
    const list = `courses ${JSON.stringify([order, filter.categories, filter.level, filter.language, filter.instructorId])}`
    const keys = tokens.decode(list, request.pageToken)
    const [courses, totalSize] = await Promise.all([
      selectCourses(db, { filter, order, after: keys && toCourseKey(order, keys), limit: size + 1 }),
      countCourses(db, filter),
    ])
    const { page, cursors, nextPageToken } = toPage(courses, size, ({ id, title }) =>
      tokens.encode(list, order === "TITLE" ? [id, title] : [id]),
    )
    return { courses: page, cursors, nextPageToken, totalSize }
  }

const toCourseKey = (order: CourseKey["order"], [id, title]: (string | number)[]): CourseKey =>
  order === "TITLE" ? { order, id: String(id), title: String(title) } : { order, id: String(id) }

function toFilter(request: {
  categories: string[]
  level: CourseLevel__Output
  language: string
  instructorId: string
}): CourseFilter {
  const categories = normaliseCategories(request.categories)
  const language = canonicalLanguage(request.language) ?? request.language
  const instructorId = request.instructorId.toLowerCase()
  const violations = new Violations()
  checkCategories(violations, "categories", categories, MAX_CATEGORIES)
  violations.check(request.level in CourseLevel, "level", "enum", "a course level is expected")
  if (language !== "") checkLanguage(violations, "language", language)
  if (instructorId !== "") violations.id("instructor_id", instructorId)
  violations.throwIfAny()
  return {
    categories,
    level: request.level === "COURSE_LEVEL_UNSPECIFIED" ? undefined : enumName("COURSE_LEVEL_", request.level),
    language: language || undefined,
    instructorId: instructorId || undefined,
  }
}
