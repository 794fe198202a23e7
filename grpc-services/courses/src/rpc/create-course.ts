import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import type { CreateCourseResponse__Output } from "@lectern/contracts/elearning/courses/v1/CreateCourseResponse.ts"
import { requireScope, requireUserId } from "@lectern/rpc/call"
import { ServiceError } from "@lectern/rpc/errors"
import { transact } from "@lectern/service-kit/database"
import { earlierReply, once } from "@lectern/service-kit/idempotency"
import { isId } from "@lectern/service-kit/ids"
import { Violations } from "@lectern/service-kit/validation"
import { insertCourse } from "../course-store.ts"
import { checkCourse, generateSlug, newCourse, normaliseCourse, requireTeacher } from "../course.ts"
import { checkInstructor } from "../instructor.ts"
import type { Database } from "../database.ts"
import { noteInstructorName } from "../search-index.ts"
import type { CoursesRpc } from "../service.ts"

const MAX_SLUG_ATTEMPTS = 5

export const createCourse: CoursesRpc<"createCourse"> =
  ({ db, clock, users }) =>
  async ({ course: given, requestId }, call) => {
    requireScope(call, "courses:write")
    const callerId = requireUserId(call)
    const input = normaliseCourse(given)
    const { slug, ...others } = input
    const violations = new Violations()
    checkCourse(violations, slug === "" ? others : input)
    if (isId(input.instructorId)) requireTeacher(call, input.instructorId)
    const key = { scope: `createCourse ${callerId}`, requestId, request: input }
    // A repeat is answered whether or not the users service can be, and whatever became of the instructor since.
    const earlier = await earlierReply<CreateCourseResponse__Output>(db, key)
    if (earlier) return earlier
    const instructor = await checkInstructor(violations, input.instructorId, { users, call })
    violations.throwIfAny()

    const now = clock()
    const { reply } = await transact(db, (tx) =>
      once(tx, { ...key, now }, async () => {
        if (instructor) await noteInstructorName(tx, instructor)
        return { course: await insertWithSlug(tx, newCourse(input, now)) }
      }),
    )
    return reply
  }

/** Inserts the course, under the first generated slug that is free where it has none. */
async function insertWithSlug(tx: Database, course: Course__Output): Promise<Course__Output> {
  for (let attempt = 1; ; attempt++) {
    const named = { ...course, slug: course.slug || generateSlug(course.title, attempt) }
    try {
      await insertCourse(tx, named)
      return named
    } catch (error) {
      const isTaken = error instanceof ServiceError && error.reason === "COURSE_SLUG_TAKEN"
      if (!isTaken || course.slug !== "" || attempt === MAX_SLUG_ATTEMPTS) throw error
    }
  }
}
