import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import type { Session__Output } from "@lectern/contracts/elearning/courses/v1/Session.ts"
import { failedPrecondition } from "@lectern/rpc/errors"
import type { Violations } from "@lectern/service-kit/validation"
import { changed } from "./course.ts"

/** What a caller may write of a session. */
export type SessionInput = Pick<Session__Output, "title" | "summary" | "videoUrl" | "durationSeconds" | "isPreview">

// Keeps a course in one answer, and its length (1,000 × 86,400 s) in an int32.
const MAX_SESSIONS = 1000

export const normaliseSession = (given: SessionInput | null): SessionInput => ({
  title: given?.title.trim() ?? "",
  summary: given?.summary.trim() ?? "",
  videoUrl: given?.videoUrl.trim() ?? "",
  durationSeconds: given?.durationSeconds ?? 0,
  isPreview: given?.isPreview ?? false,
})

/** The rules of a session's own fields, as they are after normalising. */
export function checkSession(violations: Violations, session: SessionInput): void {
  violations.text("session.title", session.title, { min: 1, max: 200 })
  violations.text("session.summary", session.summary, { min: 0, max: 2000 })
  violations.check(
    isVideoUrl(session.videoUrl),
    "session.video_url",
    "url",
    "an http(s) or content address of at most 2,048 characters is expected",
  )
  violations.integer("session.duration_seconds", session.durationSeconds, { min: 1, max: 86_400 })
}

function isVideoUrl(text: string): boolean {
  if (text.length > 2048 || !text.isWellFormed() || /\s/.test(text)) return false
  if (/^content:./.test(text)) return true
  return /^https?:\/\//i.test(text) && URL.canParse(text)
}

/** The session at the end of the course, and the course with its new counters. */
export function appendSession(
  course: Course__Output,
  { id, session, now }: { id: string; session: SessionInput; now: Date },
): { course: Course__Output; session: Session__Output } {
  if (course.sessionCount >= MAX_SESSIONS)
    throw failedPrecondition("COURSE_HAS_TOO_MANY_SESSIONS", `a course has ${MAX_SESSIONS} sessions at most`)
  const position = course.sessionCount + 1
  return {
    course: changed(
      course,
      {
        sessionCount: position,
        totalDurationSeconds: course.totalDurationSeconds + session.durationSeconds,
      },
      now,
    ),
    session: { ...session, id, courseId: course.id, position, etag: "1" },
  }
}
