import { randomInt } from "node:crypto"
import { isDeepStrictEqual } from "node:util"
import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import { CourseLevel } from "@lectern/contracts/elearning/courses/v1/CourseLevel.ts"
import { CourseStatus, type CourseStatus__Output } from "@lectern/contracts/elearning/courses/v1/CourseStatus.ts"
import { hasScope, requireScope, type Call } from "@lectern/rpc/call"
import { failedPrecondition, notFound, permissionDenied, unauthenticated } from "@lectern/rpc/errors"
import type { Caller } from "@lectern/rpc/passport"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { newId } from "@lectern/service-kit/ids"
import { canonicalLanguage } from "@lectern/service-kit/locale"
import type { Violations } from "@lectern/service-kit/validation"

/** What a caller may write of a course. */
export type CourseInput = Pick<
  Course__Output,
  "slug" | "title" | "description" | "instructorId" | "instructorBio" | "language" | "level" | "categories" | "price"
>
/** What a caller changes of a course that is there; what is absent stays. */
export type CourseChange = Partial<CourseInput & { status: CourseStatus__Output }>
/** What decides who may do what with a course. */
export type OwnedCourse = Pick<Course__Output, "id" | "instructorId" | "status">

/** As it is stored: without blank ends, each category once, the language as BCP 47 spells it. */
export function normaliseCourse(given: CourseInput | null): CourseInput {
  const language = given?.language.trim() ?? ""
  return {
    slug: given?.slug ?? "",
    title: given?.title.trim() ?? "",
    description: given?.description.trim() ?? "",
    instructorId: given?.instructorId.toLowerCase() ?? "",
    instructorBio: given?.instructorBio.trim() ?? "",
    language: canonicalLanguage(language) ?? language,
    level: given?.level ?? "COURSE_LEVEL_UNSPECIFIED",
    categories: normaliseCategories(given?.categories ?? []),
    price: given?.price && given.price.amountMinor !== 0 ? given.price : null,
  }
}

/** The rules of the fields that are there, as they are after normalising. */
export function checkCourse(violations: Violations, course: CourseChange): void {
  if (course.slug !== undefined)
    violations.check(
      isSlug(course.slug),
      "course.slug",
      "slug",
      "1 to 120 lower-case letters, digits and hyphens are expected",
    )
  if (course.title !== undefined) violations.text("course.title", course.title, { min: 1, max: 200 })
  if (course.description !== undefined)
    violations.text("course.description", course.description, { min: 0, max: 20_000 })
  if (course.instructorId !== undefined) violations.id("course.instructor_id", course.instructorId)
  if (course.instructorBio !== undefined)
    violations.text("course.instructor_bio", course.instructorBio, { min: 0, max: 2000 })
  if (course.language !== undefined) checkLanguage(violations, "course.language", course.language)
  if (course.level !== undefined)
    violations.check(
      course.level in CourseLevel && course.level !== "COURSE_LEVEL_UNSPECIFIED",
      "course.level",
      "required",
      "BEGINNER, INTERMEDIATE, ADVANCED or ALL_LEVELS is expected",
    )
  if (course.categories !== undefined) checkCategories(violations, "course.categories", course.categories, 10)
  if (course.price) {
    violations.integer("course.price.amount_minor", course.price.amountMinor, { min: 0, max: MAX_PRICE_MINOR })
    violations.check(
      CURRENCIES.has(course.price.currencyCode),
      "course.price.currency_code",
      "currency",
      "an ISO 4217 code is expected, e.g. KRW",
    )
  }
  if (course.status !== undefined)
    violations.check(
      course.status in CourseStatus && course.status !== "COURSE_STATUS_UNSPECIFIED",
      "course.status",
      "required",
      "DRAFT, PUBLISHED or ARCHIVED is expected",
    )
}

// A hundred million won; far from the end of what the graph's Int can tell.
const MAX_PRICE_MINOR = 100_000_000
const CURRENCIES = new Set(Intl.supportedValuesOf("currency"))

export function checkLanguage(violations: Violations, field: string, language: string): void {
  violations.check(
    canonicalLanguage(language) === language,
    field,
    "locale",
    "a BCP 47 language tag is expected, e.g. ko or en-GB",
  )
}

export function checkCategories(violations: Violations, field: string, categories: string[], most: number): void {
  violations.check(
    categories.length <= most,
    field,
    "count",
    `${most} categories at most are expected, got ${categories.length}`,
  )
  for (const [index, category] of categories.slice(0, most).entries())
    violations.text(`${field}[${index}]`, category, { min: 1, max: 60 })
}

const collator = new Intl.Collator("en")
/** Alphabetical; code points decide between what the alphabet takes for equal, so the order is one and the same. */
export const compareCategories = (a: string, b: string): number =>
  collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)

/** NFC, so that a category typed on another keyboard is the same. */
export const normaliseCategories = (categories: readonly string[]): string[] =>
  [...new Set(categories.map((category) => category.normalize("NFC").trim()))].sort(compareCategories)

export const isSlug = (text: string): boolean => /^[a-z0-9-]{1,120}$/.test(text)

const SLUG_STEM_CHARACTERS = 100 // leaves room for a suffix

/** The Latin words and the numbers of a title, e.g. `cafe-au-lait`; empty for a title that has none, such as a Korean one. */
export function slugStem(title: string): string {
  const words =
    title
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  return words.join("-").slice(0, SLUG_STEM_CHARACTERS).replace(/-$/, "")
}

/** A slug for this title, another one each time; the first try is the bare stem where there is one. */
export function generateSlug(title: string, attempt: number): string {
  const stem = slugStem(title)
  if (attempt === 1 && stem !== "") return stem
  const suffix = randomInt(36 ** 6)
    .toString(36)
    .padStart(6, "0")
  return `${stem || "course"}-${suffix}`
}

const isInstructorOf = (caller: Caller, { instructorId }: Pick<OwnedCourse, "instructorId">): boolean =>
  caller.userId !== undefined && caller.userId === instructorId

export const canSeeCourse = (caller: Caller, course: OwnedCourse): boolean =>
  course.status === "COURSE_STATUS_PUBLISHED" ||
  caller.role === "ADMIN" ||
  caller.role === "SERVICE" ||
  isInstructorOf(caller, course)

/** Whether the caller may read where the videos of a course lie: its author and those who run the platform. */
export const canReadVideoUrl = (call: Call, course: Pick<OwnedCourse, "instructorId">): boolean =>
  call.caller.role === "ADMIN" ||
  call.caller.role === "SERVICE" ||
  (hasScope(call, "courses:write") && isInstructorOf(call.caller, course))

export const courseNotFound = (id: string) => notFound("COURSE_NOT_FOUND", `there is no course ${id}`, id)

/** Throws unless the caller may teach as this account. */
export function requireTeacher(call: Call, instructorId: string): void {
  requireScope(call, "courses:write")
  if (call.caller.role !== "ADMIN" && !isInstructorOf(call.caller, { instructorId }))
    throw permissionDenied("NOT_COURSE_INSTRUCTOR", "only its instructor and administrators may do this to a course")
}

/**
 * The course, if the caller may change it; one that the caller may not even see is answered as none at all, by
 * `missing` where the caller asked for something else.
 */
export function requireEditable<C extends OwnedCourse>(
  call: Call,
  id: string,
  course: C | undefined,
  missing = courseNotFound,
): C {
  if (!course || !canSeeCourse(call.caller, course)) throw missing(id)
  requireTeacher(call, course.instructorId)
  return course
}

export function requireAdmin({ caller }: Call, what: string): void {
  if (caller.role === "ANONYMOUS") throw unauthenticated("SIGN_IN_REQUIRED", "sign in first")
  if (caller.role !== "ADMIN") throw permissionDenied("ADMIN_REQUIRED", `only administrators ${what}`)
}

/** A draft without sessions. */
export function newCourse(input: CourseInput, now: Date): Course__Output {
  return {
    ...input,
    id: newId(now),
    status: "COURSE_STATUS_DRAFT",
    rating: { scoreSum: 0, count: 0, histogram: [0, 0, 0, 0, 0] },
    sessionCount: 0,
    totalDurationSeconds: 0,
    createTime: toTimestamp(now),
    updateTime: toTimestamp(now),
    etag: "1",
    publishTime: null,
  }
}

/** The course with a change made at `now`, under a new etag. */
export const changed = (course: Course__Output, change: Partial<Course__Output>, now: Date): Course__Output => ({
  ...course,
  ...change,
  updateTime: toTimestamp(now),
  etag: String(Number(course.etag) + 1),
})

/** The course with what this change makes of it at `now`; the very course where that is nothing. */
export function edited(course: Course__Output, change: CourseChange, now: Date): Course__Output {
  const { status = course.status, ...fields } = change
  const after = { ...course, ...fields, ...withStatus(course, status, now) }
  return isDeepStrictEqual(after, course) ? course : changed(course, after, now)
}

/** Where a course may go from where it is. */
const NEXT_STATUS: Record<string, readonly string[]> = {
  COURSE_STATUS_DRAFT: ["COURSE_STATUS_PUBLISHED", "COURSE_STATUS_ARCHIVED"],
  // Learners may know the course by now: it is a draft no more. ARCHIVED hides it as well.
  COURSE_STATUS_PUBLISHED: ["COURSE_STATUS_ARCHIVED"],
  COURSE_STATUS_ARCHIVED: ["COURSE_STATUS_PUBLISHED"],
}

function withStatus(course: Course__Output, status: CourseStatus__Output, now: Date): Partial<Course__Output> {
  if (status === course.status) return {}
  const refused = (reason: string, rule: string, message: string) =>
    failedPrecondition(reason, message, { violations: [{ field: "course.status", rule, message }] })
  const next = NEXT_STATUS[course.status] ?? []
  if (!next.includes(status)) {
    const [from, to, ...instead] = [course.status, status, ...next].map((one) => one.replace("COURSE_STATUS_", ""))
    throw refused(
      "COURSE_STATUS_UNREACHABLE",
      "transition",
      `a course that is ${from} becomes ${instead.join(" or ")}, not ${to}`,
    )
  }
  if (status !== "COURSE_STATUS_PUBLISHED") return { status }
  if (course.sessionCount === 0)
    throw refused("COURSE_HAS_NO_SESSIONS", "sessions", "add a session before publishing the course")
  return { status, publishTime: course.publishTime ?? toTimestamp(now) }
}
