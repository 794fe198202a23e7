import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import { requireScope } from "@lectern/rpc/call"
import { transact } from "@lectern/service-kit/database"
import { requireEtag } from "@lectern/service-kit/etag"
import { maskedFields } from "@lectern/service-kit/field-mask"
import { Violations } from "@lectern/service-kit/validation"
import { findRatedCourses, lockCourse, updateCourse as writeCourse } from "../course-store.ts"
import { checkCourse, edited, normaliseCourse, requireAdmin, requireEditable } from "../course.ts"
import { tellEndedRight } from "../ended-rights.ts"
import { checkInstructor } from "../instructor.ts"
import { noteInstructorName, type Instructor } from "../search-index.ts"
import type { CoursesRpc } from "../service.ts"

export const updateCourse: CoursesRpc<"updateCourse"> =
  ({ db, clock, users, inTurn }) =>
  async ({ course: given, updateMask }, call) => {
    requireScope(call, "courses:write")
    const id = given?.id ?? ""
    // Before the transaction, since no lock waits for the users service.
    const seen = requireEditable(call, id, (await findRatedCourses(db, [id]))[0])
    const violations = new Violations()
    const change = maskedFields(violations, updateMask, {
      ...normaliseCourse(given),
      status: given?.status ?? "COURSE_STATUS_UNSPECIFIED",
    })
    checkCourse(violations, change)
    let instructor: Instructor | undefined
    if (change.instructorId !== undefined && change.instructorId !== seen.instructorId) {
      requireAdmin(call, "give a course to another instructor")
      instructor = await checkInstructor(violations, change.instructorId, { users, call })
    }
    violations.throwIfAny()

    return inTurn(id, () =>
      transact(db, async (tx) => {
        const before = requireEditable(call, id, await lockCourse(tx, id))
        requireEtag(given?.etag ?? "", before.etag)
        const now = clock()
        const course = edited(before, change, now)
        if (isWithdrawn(before, course)) await tellEndedRight(tx, { courseId: id }, now)
        if (course.instructorId !== before.instructorId)
          await tellEndedRight(tx, { userId: before.instructorId, courseId: id }, now)
        if (instructor) await noteInstructorName(tx, instructor)
        if (course !== before) await writeCourse(tx, course, before)
        return { course }
      }),
    )
  }

const isWithdrawn = (before: Course__Output, course: Course__Output): boolean =>
  before.status === "COURSE_STATUS_PUBLISHED" && course.status !== "COURSE_STATUS_PUBLISHED"
