import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import type { CourseStatus__Output } from "@lectern/contracts/elearning/courses/v1/CourseStatus.ts"
import type { ImportProblem__Output } from "@lectern/contracts/elearning/courses/v1/ImportProblem.ts"
import type { PortableCourse__Output } from "@lectern/contracts/elearning/courses/v1/PortableCourse.ts"
import type { Session__Output } from "@lectern/contracts/elearning/courses/v1/Session.ts"
import { newId } from "@lectern/service-kit/ids"
import { Violations } from "@lectern/service-kit/validation"
import { checkSession, MAX_SESSIONS, normaliseSession, type SessionInput } from "./course-session.ts"
import { checkCourse, edited, newCourse, normaliseCourse, type CourseInput } from "./course.ts"

/** A course as it is imported, after normalising. */
export interface PortableCourse {
  course: Omit<CourseInput, "instructorId">
  status: CourseStatus__Output
  instructorEmail: string
  sessions: SessionInput[]
}

export function normalisePortable(given: PortableCourse__Output): PortableCourse {
  const { instructorId: _, ...course } = normaliseCourse(given.course)
  return {
    course,
    status: given.course?.status ?? "COURSE_STATUS_UNSPECIFIED",
    instructorEmail: given.instructorEmail.trim().normalize("NFC").toLowerCase(),
    sessions: given.sessions.map(normaliseSession),
  }
}

const STATUSES: readonly unknown[] = ["COURSE_STATUS_DRAFT", "COURSE_STATUS_PUBLISHED", "COURSE_STATUS_ARCHIVED"]

/** The rules of courses and sessions, and those of importing them. `teaches` says whether an address is a teacher's. */
export function findProblems(
  courses: readonly PortableCourse[],
  teaches: (email: string) => boolean,
): ImportProblem__Output[] {
  const slugs = new Set<string>()
  return courses.flatMap(({ course, status, instructorEmail, sessions }, courseIndex) => {
    const own = new Violations()
    checkCourse(own, course)
    own.check(!slugs.has(course.slug), "course.slug", "unique", "another course of the import has this slug")
    slugs.add(course.slug)
    own.check(STATUSES.includes(status), "course.status", "enum", "DRAFT, PUBLISHED or ARCHIVED is expected")
    own.check(
      status !== "COURSE_STATUS_PUBLISHED" || sessions.length > 0,
      "course.status",
      "sessions",
      "a published course has a session at least",
    )
    own.check(
      teaches(instructorEmail),
      "instructor_email",
      "instructor",
      "the address of an instructor's or administrator's account is expected",
    )
    own.check(
      sessions.length <= MAX_SESSIONS,
      "sessions",
      "count",
      `${MAX_SESSIONS} sessions at most are expected, got ${sessions.length}`,
    )
    const problemsOf = (violations: Violations, sessionIndex: number) =>
      violations.all.map(({ field, rule, message }) => ({
        courseIndex,
        sessionIndex,
        field: field.replace(/^(course|session)\./, ""),
        rule,
        message,
      }))
    return [
      ...problemsOf(own, -1),
      ...sessions.slice(0, MAX_SESSIONS).flatMap((session, sessionIndex) => {
        const violations = new Violations()
        checkSession(violations, session)
        return problemsOf(violations, sessionIndex)
      }),
    ]
  })
}

/** The course and its sessions, new at `now`. */
export function madeFrom(
  { course: input, status, sessions }: PortableCourse,
  instructorId: string,
  now: Date,
): { course: Course__Output; sessions: Session__Output[] } {
  const draft: Course__Output = {
    ...newCourse({ ...input, instructorId }, now),
    sessionCount: sessions.length,
    totalDurationSeconds: sessions.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0),
  }
  return {
    course: edited(draft, { status }, now),
    sessions: sessions.map((session, index) => ({
      ...session,
      id: newId(now),
      courseId: draft.id,
      position: index + 1,
      etag: "1",
    })),
  }
}

/** What moves of a course: normalised, it is equal to what it was imported from. */
export function toPortable(
  { slug, title, description, instructorBio, language, level, categories, price, status }: Course__Output,
  sessions: readonly Session__Output[],
  instructorEmail: string,
): PortableCourse {
  return {
    course: { slug, title, description, instructorBio, language, level, categories, price },
    status,
    instructorEmail,
    sessions: sessions.map(({ title, summary, videoUrl, durationSeconds, isPreview }) => ({
      title,
      summary,
      videoUrl,
      durationSeconds,
      isPreview,
    })),
  }
}
