import { sql, type RawBuilder } from "kysely"
import type { Session__Output } from "@lectern/contracts/elearning/courses/v1/Session.ts"
import type { Call } from "@lectern/rpc/call"
import { required } from "@lectern/rpc/required"
import { idFromBytes, idsToBytes, idToBytes, isId } from "@lectern/service-kit/ids"
import { canReadVideoUrl, canSeeCourse, type OwnedCourse } from "./course.ts"
import type { CourseRow, CourseSessionRow, Database } from "./database.ts"

// Keeps a statement below the least max_allowed_packet.
const ROWS_AT_ONCE = 100

/** Puts the session at its position; those from there on move by one. The course's row is locked, here and below. */
export async function insertSession(db: Database, session: Session__Output, createdAt: Date): Promise<void> {
  // Row by row from the end, so that none meets the next one's position on its way.
  await db
    .updateTable("course_sessions")
    .set({ position: sql<number>`position + 1` })
    .where("course_id", "=", idToBytes(session.courseId))
    .where("position", ">=", session.position)
    .orderBy("position", "desc")
    .execute()
  await db
    .insertInto("course_sessions")
    .values({ ...toRow(session, createdAt), created_at: createdAt, deleted_at: null })
    .execute()
}

/** Writes the sessions of a course that has none. */
export async function insertSessions(
  db: Database,
  sessions: readonly Session__Output[],
  createdAt: Date,
): Promise<void> {
  const rows = sessions.map((session) => ({ ...toRow(session, createdAt), created_at: createdAt, deleted_at: null }))
  for (let begin = 0; begin < rows.length; begin += ROWS_AT_ONCE)
    await db
      .insertInto("course_sessions")
      .values(rows.slice(begin, begin + ROWS_AT_ONCE))
      .execute()
}

/** Writes everything but the position. */
export async function updateSession(db: Database, session: Session__Output, updatedAt: Date): Promise<void> {
  const { id, position: _, ...columns } = toRow(session, updatedAt)
  await db.updateTable("course_sessions").set(columns).where("id", "=", id).execute()
}

/** Takes the session out of its course; those behind it move up. */
export async function deleteSession(db: Database, session: Session__Output, deletedAt: Date): Promise<void> {
  await db
    .updateTable("course_sessions")
    .set({ position: null, deleted_at: deletedAt })
    .where("id", "=", idToBytes(session.id))
    .execute()
  await db
    .updateTable("course_sessions")
    .set({ position: sql<number>`position - 1` })
    .where("course_id", "=", idToBytes(session.courseId))
    .where("position", ">", session.position)
    .orderBy("position")
    .execute()
}

/** Gives the sessions of a course the positions of their ids in this list, which has all of them. */
export async function reorderSessions(db: Database, courseId: string, ids: readonly string[]): Promise<void> {
  // In two steps, since a permutation has no order in which no row meets another's position: first all of them go
  // behind the last position.
  const move = (position: RawBuilder<number>) =>
    db
      .updateTable("course_sessions")
      .set({ position })
      .where("course_id", "=", idToBytes(courseId))
      .where("position", "is not", null)
      .orderBy("position", "desc")
      .execute()
  await move(sql<number>`position + ${ids.length}`)
  await move(sql<number>`field(id, ${sql.join(ids.map(idToBytes))})`)
}

/** The session with this id, of whatever course. */
export async function findSession(db: Database, id: string): Promise<Session__Output | undefined> {
  if (!isId(id)) return undefined
  const row = await db
    .selectFrom("course_sessions")
    .selectAll()
    .where("id", "=", idToBytes(id))
    .where("position", "is not", null)
    .executeTakeFirst()
  return row && toSession(row)
}

const sessionsWithCourse = (db: Database) =>
  db
    .selectFrom("course_sessions")
    .innerJoin("courses", "courses.id", "course_sessions.course_id")
    .selectAll("course_sessions")
    .select(["courses.status", "courses.instructor_id"])
    .where("course_sessions.position", "is not", null)

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
  position: required(row.position),
  title: row.title,
  summary: row.summary,
  videoUrl: row.video_url,
  durationSeconds: row.duration_seconds,
  isPreview: row.is_preview === 1,
  etag: String(row.version),
})

const toRow = (session: Session__Output, updatedAt: Date): Omit<CourseSessionRow, "created_at" | "deleted_at"> => ({
  id: idToBytes(session.id),
  course_id: idToBytes(session.courseId),
  position: session.position,
  title: session.title,
  summary: session.summary,
  video_url: session.videoUrl,
  duration_seconds: session.durationSeconds,
  is_preview: session.isPreview ? 1 : 0,
  version: Number(session.etag),
  updated_at: updatedAt,
})
