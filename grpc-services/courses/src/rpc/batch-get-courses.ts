import { requireBatch } from "@lectern/service-kit/validation"
import { findCourses } from "../course-store.ts"
import { canSeeCourse } from "../course.ts"
import type { CoursesRpc } from "../service.ts"

const MAX_KEYS = 200 // the courses subgraph's DataLoaders use the same bound

export const batchGetCourses: CoursesRpc<"batchGetCourses"> =
  ({ db }) =>
  async ({ ids, slugs }, { caller }) => {
    requireBatch("courses", ids.length + slugs.length, MAX_KEYS)
    const found = await findCourses(db, { ids, slugs })
    return { courses: found.filter((course) => canSeeCourse(caller, course)) }
  }
