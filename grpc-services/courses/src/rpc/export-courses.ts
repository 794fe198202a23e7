import { pageSize } from "@lectern/service-kit/paging"
import { countAllCourses, listCoursesBySlug } from "../course-list-store.ts"
import { requireAdmin } from "../course.ts"
import { readPortable } from "../read-portable.ts"
import type { CoursesRpc } from "../service.ts"

const PAGE_SIZES = { standard: 50, most: 100 }
const LIST = "export"
// A page of the longest courses is then less than what a client takes in one answer.
const MAX_SESSIONS = 1000

export const exportCourses: CoursesRpc<"exportCourses"> =
  ({ db, tokens, users }) =>
  async (request, call) => {
    requireAdmin(call, "export courses")
    const size = pageSize(request.pageSize, PAGE_SIZES)
    const [after] = tokens.decode(LIST, request.pageToken) ?? []
    const [courses, totalSize] = await Promise.all([
      listCoursesBySlug(db, { after: String(after ?? ""), limit: size + 1 }),
      countAllCourses(db),
    ])
    let sessionCount = 0
    const fits = courses.slice(0, size).filter((course, index) => {
      sessionCount += course.sessionCount
      return index === 0 || sessionCount <= MAX_SESSIONS
    })
    const portable = await readPortable({ db, users }, fits, call)
    return {
      courses: portable.map(({ course, status, ...rest }) => ({ ...rest, course: { ...course, status } })),
      nextPageToken: fits.length < courses.length ? tokens.encode(LIST, [fits.at(-1)?.slug ?? ""]) : "",
      totalSize,
    }
  }
