import { isDeepStrictEqual } from "node:util"
import type { ImportOutcome } from "@lectern/contracts/elearning/courses/v1/ImportOutcome.ts"
import type { User__Output } from "@lectern/contracts/elearning/users/v1/User.ts"
import type { Call } from "@lectern/rpc/call"
import { ServiceError } from "@lectern/rpc/errors"
import { required } from "@lectern/rpc/required"
import { transact } from "@lectern/service-kit/database"
import { requireBatch } from "@lectern/service-kit/validation"
import { insertSessions } from "../course-session-store.ts"
import { findCourses, insertCourse } from "../course-store.ts"
import { requireAdmin } from "../course.ts"
import type { Deps } from "../deps.ts"
import { findProblems, madeFrom, normalisePortable, type PortableCourse } from "../portable-course.ts"
import { readPortable } from "../read-portable.ts"
import { noteInstructorName } from "../search-index.ts"
import type { CoursesRpc } from "../service.ts"

const MAX_COURSES = 100
const MAX_PROBLEMS = 10_000
// Others may take a slug while it is looked at.
const MAX_ATTEMPTS = 3

export const importCourses: CoursesRpc<"importCourses"> =
  ({ db, clock, users }) =>
  async ({ courses: given, validateOnly }, call) => {
    requireAdmin(call, "import courses")
    requireBatch("courses", given.length, MAX_COURSES)
    const courses = given.map(normalisePortable)
    const teachers = await findTeachers(courses, { users, call })
    const problems = findProblems(courses, (email) => teachers.has(email))
    if (problems.length > 0) return { problems: problems.slice(0, MAX_PROBLEMS) }

    for (let attempt = 1; ; attempt++) {
      const found = await findCourses(db, { ids: [], slugs: courses.map(({ course }) => course.slug) })
      const there = new Map((await readPortable({ db, users }, found, call)).map((known) => [known.course.slug, known]))
      const outcomes = courses.map((course): keyof typeof ImportOutcome => {
        const known = there.get(course.course.slug)
        if (!known) return "IMPORT_OUTCOME_CREATED"
        return isDeepStrictEqual(known, course) ? "IMPORT_OUTCOME_UNCHANGED" : "IMPORT_OUTCOME_DIFFERENT"
      })
      if (validateOnly) return { outcomes }
      try {
        const now = clock()
        // All before the first is written: ids of one moment that are made at one go are in order.
        const made = courses
          .filter(({ course }) => !there.has(course.slug))
          .map((portable) => {
            const teacher = required(teachers.get(portable.instructorEmail))
            return { teacher, ...madeFrom(portable, teacher.id, now) }
          })
        await transact(db, async (tx) => {
          for (const { teacher, course, sessions } of made) {
            await noteInstructorName(tx, teacher)
            await insertCourse(tx, course)
            await insertSessions(tx, sessions, now)
          }
        })
        return { outcomes }
      } catch (error) {
        const isTaken = error instanceof ServiceError && error.reason === "COURSE_SLUG_TAKEN"
        if (!isTaken || attempt === MAX_ATTEMPTS) throw error
      }
    }
  }

/** By address, the accounts that may teach. */
async function findTeachers(
  courses: readonly PortableCourse[],
  { users, call }: Pick<Deps, "users"> & { call: Call },
): Promise<Map<string, User__Output>> {
  const emails = [...new Set(courses.map(({ instructorEmail }) => instructorEmail))].filter((email) => email !== "")
  if (emails.length === 0) return new Map()
  const found = (await users.batchGetUsers({ emails }, call)).users
  return new Map(
    found.filter(({ role }) => role === "ROLE_INSTRUCTOR" || role === "ROLE_ADMIN").map((user) => [user.email, user]),
  )
}
