import type { Session__Output } from "@lectern/contracts/elearning/courses/v1/Session.ts"
import type { Call } from "@lectern/rpc/call"
import { idFromBytes, idsToBytes, idToBytes } from "@lectern/service-kit/ids"
import { canReadVideoUrl, canSeeCourse, type OwnedCourse } from "./course.ts"
import type { CourseRow, CourseSessionRow, Database } from "./database.ts"

export async function insertSession(db: Database, session: Session__Output, createdAt: Date): Promise<void> {
  await db.insertInto("course_sessions").values(toRow(session, createdAt)).execute()
}

const sessionsWithCourse = (db: Database) =>
  db
    .selectFrom("course_sessions")
    .innerJoin("courses", "courses.id", "course_sessions.course_id")
    .selectAll("course_sessions")
    .select(["courses.status", "courses.instructor_id"])

/** Those of courses that the caller may see, in no particular order. */
export async function findSessions(db: Database, ids: readonly string[], call: Call): Promise<Session__Output[]> {
  const keys = idsToBytes(ids)
  if (keys.length === 0) return []
  return seenBy(call, await sessionsWithCourse(db).where("course_sessions.id", "in", keys).execute())
}

/** Those of courses that the caller may see, by course and position. */
export async function listSessions(db: Database, courseIds: readonly string[], call: Call): Promise<Session__Output[]> {
  const keys = idsToBytes(courseIds)
  if (keys.length === 0) return []
  const rows = await sessionsWithCourse(db)
    .where("course_sessions.course_id", "in", keys)
    .orderBy("course_sessions.course_id")
    .orderBy("course_sessions.position")
    .execute()
  return seenBy(call, rows)
}

type SessionWithCourseRow = CourseSessionRow & Pick<CourseRow, "status" | "instructor_id">

const seenBy = (call: Call, rows: readonly SessionWithCourseRow[]): Session__Output[] =>
  rows.flatMap((row) => {
    const course: OwnedCourse = {
      id: idFromBytes(row.course_id),
      instructorId: idFromBytes(row.instructor_id),
      status: `COURSE_STATUS_${row.status}`,
    }
    if (!canSeeCourse(call.caller, course)) return []
    const session = toSession(row)
    return canReadVideoUrl(call, course) ? session : { ...session, videoUrl: "" }
  })

const toSession = (row: CourseSessionRow): Session__Output => ({
  id: idFromBytes(row.id),
  courseId: idFromBytes(row.course_id),
  position: row.position,
  title: row.title,
  summary: row.summary,
  videoUrl: row.video_url,
  durationSeconds: row.duration_seconds,
  isPreview: row.is_preview === 1,
  etag: String(row.version),
})

const toRow = (session: Session__Output, createdAt: Date): CourseSessionRow => ({
  id: idToBytes(session.id),
  course_id: idToBytes(session.courseId),
  position: session.position,
  title: session.title,
  summary: session.summary,
  video_url: session.videoUrl,
  duration_seconds: session.durationSeconds,
  is_preview: session.isPreview ? 1 : 0,
  version: Number(session.etag),
  created_at: createdAt,
  updated_at: createdAt,
})
