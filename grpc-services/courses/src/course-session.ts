import { isDeepStrictEqual } from "node:util"
import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import type { Session__Output } from "@lectern/contracts/elearning/courses/v1/Session.ts"
import type { Call } from "@lectern/rpc/call"
import { failedPrecondition, invalidFields, notFound, type FieldViolation } from "@lectern/rpc/errors"
import type { Violations } from "@lectern/service-kit/validation"
import { changed, requireEditable, type OwnedCourse } from "./course.ts"

/** What a caller may write of a session. */
export type SessionInput = Pick<Session__Output, "title" | "summary" | "videoUrl" | "durationSeconds" | "isPreview">

// Keeps a course in one answer, and its length (1,000 × 86,400 s) in an int32.
export const MAX_SESSIONS = 1000

export const normaliseSession = (given: SessionInput | null): SessionInput => ({
  title: given?.title.trim() ?? "",
  summary: given?.summary.trim() ?? "",
  videoUrl: given?.videoUrl.trim() ?? "",
  durationSeconds: given?.durationSeconds ?? 0,
  isPreview: given?.isPreview ?? false,
})

/** The rules of the fields that are there, as they are after normalising. */
export function checkSession(violations: Violations, session: Partial<SessionInput>): void {
  if (session.title !== undefined) violations.text("session.title", session.title, { min: 1, max: 200 })
  if (session.summary !== undefined) violations.text("session.summary", session.summary, { min: 0, max: 2000 })
  if (session.videoUrl !== undefined)
    violations.check(
      isVideoUrl(session.videoUrl),
      "session.video_url",
      "url",
      "an http(s) or content address of at most 2,048 characters is expected",
    )
  if (session.durationSeconds !== undefined)
    violations.integer("session.duration_seconds", session.durationSeconds, { min: 1, max: 86_400 })
}

function isVideoUrl(text: string): boolean {
  if (text.length > 2048 || !text.isWellFormed() || /\s/.test(text)) return false
  if (/^content:./.test(text)) return true
  return /^https?:\/\//i.test(text) && URL.canParse(text)
}

export const sessionNotFound = (id: string) => notFound("SESSION_NOT_FOUND", `there is no session ${id}`, id)

/** As requireEditable; a session of a course that the caller may not see is answered as none at all. */
export const requireEditableSession = <C extends OwnedCourse>(call: Call, id: string, course: C | undefined): C =>
  requireEditable(call, id, course, sessionNotFound)

/**
 * The session at its position, undefined for the end, and the course with its new counters. Those from that position on
 * are to be moved by one.
 */
export function addSession(
  course: Course__Output,
  { id, session, position, now }: { id: string; session: SessionInput; position: number | undefined; now: Date },
): { course: Course__Output; session: Session__Output } {
  if (course.sessionCount >= MAX_SESSIONS) {
    const message = `a course has ${MAX_SESSIONS} sessions at most`
    const violations = [{ field: "session.course_id", rule: "count", message }]
    throw failedPrecondition("COURSE_HAS_TOO_MANY_SESSIONS", message, { violations })
  }
  const sessionCount = course.sessionCount + 1
  if (position !== undefined && (position < 1 || position > sessionCount)) {
    const message = `1 to ${sessionCount} is expected, got ${position}`
    throw invalidFields([{ field: "position", rule: "range", message }])
  }
  return {
    course: changed(
      course,
      { sessionCount, totalDurationSeconds: course.totalDurationSeconds + session.durationSeconds },
      now,
    ),
    session: { ...session, id, courseId: course.id, position: position ?? sessionCount, etag: "1" },
  }
}

/** The session with what this change makes of it, the very session where that is nothing; and its course likewise. */
export function editSession(
  course: Course__Output,
  session: Session__Output,
  { change, now }: { change: Partial<SessionInput>; now: Date },
): { course: Course__Output; session: Session__Output } {
  const after = { ...session, ...change }
  if (isDeepStrictEqual(after, session)) return { course, session }
  const totalDurationSeconds = course.totalDurationSeconds - session.durationSeconds + after.durationSeconds
  return {
    course: changed(course, { totalDurationSeconds }, now),
    session: { ...after, etag: String(Number(session.etag) + 1) },
  }
}

/** The course without one of its sessions. */
export function removeSession(course: Course__Output, { durationSeconds }: Session__Output, now: Date): Course__Output {
  if (course.status === "COURSE_STATUS_PUBLISHED" && course.sessionCount === 1)
    throw failedPrecondition("LAST_SESSION", "a published course has one session at least: archive the course first")
  return changed(
    course,
    {
      sessionCount: course.sessionCount - 1,
      totalDurationSeconds: course.totalDurationSeconds - durationSeconds,
    },
    now,
  )
}

/** `ids` as they are stored; throws INVALID_ARGUMENT unless they are these sessions, each once. */
export function requireOrderOf(sessions: readonly Session__Output[], ids: readonly string[]): string[] {
  const order = ids.map((id) => id.toLowerCase())
  const own = new Set(sessions.map(({ id }) => id))
  const given = new Set(order)
  const violations: FieldViolation[] = []
  // Beyond the most that a course has, saying what is wrong with each helps nobody.
  for (const [index, id] of order.slice(0, MAX_SESSIONS).entries()) {
    const field = `session_ids[${index}]`
    if (!own.has(id))
      violations.push({ field, rule: "member", message: "the id of a session of the course is expected" })
    else if (order.indexOf(id) < index) violations.push({ field, rule: "unique", message: "this id comes twice" })
  }
  const missing = [...own].filter((id) => !given.has(id)).length
  if (missing > 0 || order.length > own.size)
    violations.push({
      field: "session_ids",
      rule: "complete",
      message: `all ${own.size} sessions of the course are expected once each, got ${order.length} ids without ${missing} of them`,
    })
  if (violations.length > 0) throw invalidFields(violations)
  return order
}
