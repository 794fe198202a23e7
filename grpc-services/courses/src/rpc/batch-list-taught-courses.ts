import { pageSize, toPage } from "@lectern/service-kit/paging"
import { requireBatch } from "@lectern/service-kit/validation"
import { fromListKey, readList } from "../course-list.ts"
import { listTaughtCourses } from "../course-list-store.ts"
import type { CoursesRpc } from "../service.ts"
import { COURSE_PAGE_SIZES } from "./list-courses.ts"

const MAX_INSTRUCTORS = 100 // the subgraph's loader uses the same bounds
const MAX_COURSES = 1000

export const batchListTaughtCourses: CoursesRpc<"batchListTaughtCourses"> =
  ({ db, tokens }) =>
  async (request, call) => {
    const size = pageSize(request.pageSize, COURSE_PAGE_SIZES)
    const instructorIds = [...new Set(request.instructorIds.map((id) => id.toLowerCase()))]
    requireBatch("instructors", instructorIds.length, MAX_INSTRUCTORS)
    requireBatch("courses", instructorIds.length * size, MAX_COURSES)
    const taught = await listTaughtCourses(db, { instructorIds, limit: size + 1 })
    return {
      pages: [...taught].map(([instructorId, { courses, count }]) => {
        const list = readList({ ...ANY, instructorId }, call)
        const { page, cursors, nextPageToken } = toPage(courses, size, ({ id }) =>
          tokens.encode(list?.name ?? "", fromListKey(0, { id, value: "" })),
        )
        return { instructorId, courses: page, cursors, nextPageToken, totalSize: count }
      }),
    }
  }

const ANY = {
  query: "",
  categories: [],
  level: "COURSE_LEVEL_UNSPECIFIED",
  language: "",
  minRating: 0,
  status: "COURSE_STATUS_UNSPECIFIED",
  orderBy: "COURSE_ORDER_NEWEST",
} as const
