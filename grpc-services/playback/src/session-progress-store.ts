import type { Progress__Output } from "@lectern/contracts/elearning/playback/v1/Progress.ts"
import { toTimestampOrNull } from "@lectern/rpc/timestamp"
import { idFromBytes, idsToBytes, idToBytes } from "@lectern/service-kit/ids"
import { parseCoverage } from "@lectern/watch-algebra/coverage-json"
import { resumePositionMs } from "@lectern/watch-algebra/watch-algebra"
import { sql } from "kysely"
import { saveRows, type Database, type PlaybackSessionRow, type SessionProgressRow } from "./database.ts"

/** Of which progress: a learner's in a course session. */
export type ProgressKey = Pick<SessionProgressRow, "user_id" | "session_id">

/** The same as a key of a Map. */
export const progressKey = ({ user_id, session_id }: ProgressKey): string =>
  user_id.toString("latin1") + session_id.toString("latin1")

/**
 * Spelled so that MariaDB too serves it by the primary key, which it does not do for (a, b) in (…). Where another index
 * begins with what all rows have in common, servers prefer that one and read all of it, unless they are told.
 */
export const among = (rows: readonly ProgressKey[], table = "") =>
  sql`(${sql.join(
    rows.map(
      ({ user_id, session_id }) =>
        sql`(${sql.raw(`${table}user_id`)} = ${user_id} and ${sql.raw(`${table}session_id`)} = ${session_id})`,
    ),
    sql` or `,
  )})`

/** Makes the row that ingest locks, if there is none, and notes the length that the video has now. */
export async function openSessionProgress(
  db: Database,
  playback: Pick<PlaybackSessionRow, "user_id" | "session_id" | "course_id" | "duration_ms">,
): Promise<void> {
  const { user_id, session_id, course_id, duration_ms } = playback
  await db
    .insertInto("session_progress")
    .values({
      user_id,
      session_id,
      course_id,
      duration_ms,
      coverage: "[]",
      covered_ms: 0,
      resume_ms: 0,
      last_watched_at: null,
      last_playback_id: null,
      completed_at: null,
      budget_ms: 0,
      revision: 0,
    })
    // Before the length itself, since the assignments are made in order.
    .onDuplicateKeyUpdate({ revision: sql`revision + (duration_ms <> ${duration_ms})`, course_id, duration_ms })
    .execute()
}

export const getSessionProgress = (db: Database, { user_id, session_id }: ProgressKey): Promise<SessionProgressRow> =>
  db
    .selectFrom("session_progress")
    .selectAll()
    .where("user_id", "=", user_id)
    .where("session_id", "=", session_id)
    .executeTakeFirstOrThrow()

/** Of these learners in these course sessions, in no particular order. */
export async function findProgressRows(db: Database, keys: readonly ProgressKey[]): Promise<SessionProgressRow[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<SessionProgressRow>`
    select * from session_progress force index (primary) where ${among(keys)}`.execute(db)
  return rows
}

/** Of these learners in these course sessions, locked in one order: see lockPlaybackSessions. */
export async function lockSessionProgress(db: Database, owners: readonly ProgressKey[]): Promise<SessionProgressRow[]> {
  if (owners.length === 0) return []
  const { rows } = await sql<SessionProgressRow>`
    select * from session_progress force index (primary) where ${among(owners)}
    order by user_id, session_id for update`.execute(db)
  return rows
}

/** Writes rows that the transaction has locked as they are now, each as a new revision. */
export async function saveSessionProgress(db: Database, rows: readonly SessionProgressRow[]): Promise<void> {
  await saveRows(
    db,
    "session_progress",
    rows.map((row) => ({ ...row, revision: row.revision + 1 })),
    [
      "budget_ms",
      "completed_at",
      "coverage",
      "covered_ms",
      "last_playback_id",
      "last_watched_at",
      "resume_ms",
      "revision",
    ],
  )
}

/** Those of which anything was played, in no particular order; none twice. */
export async function findSessionProgress(
  db: Database,
  { userId, sessionIds, courseIds }: { userId: string; sessionIds: readonly string[]; courseIds: readonly string[] },
): Promise<SessionProgressRow[]> {
  const begun = db
    .selectFrom("session_progress")
    .selectAll()
    .where("user_id", "=", idToBytes(userId))
    .where("last_watched_at", "is not", null)
  const sessions = idsToBytes(sessionIds)
  const courses = idsToBytes(courseIds)
  const found = await Promise.all([
    sessions.length === 0 ? [] : begun.where("session_id", "in", sessions).execute(),
    courses.length === 0 ? [] : begun.where("course_id", "in", courses).execute(),
  ])
  return [...new Map(found.flat().map((row) => [idFromBytes(row.session_id), row])).values()]
}

/** The playback watched last of each course session that is begun and not completed, watched last first. */
export const listPlaybackSessionsToContinue = (
  db: Database,
  { userId, limit }: { userId: string; limit: number },
): Promise<PlaybackSessionRow[]> =>
  db
    .selectFrom("session_progress")
    .innerJoin("playback_sessions", "playback_sessions.id", "session_progress.last_playback_id")
    .selectAll("playback_sessions")
    .where("session_progress.user_id", "=", idToBytes(userId))
    .where("session_progress.completed_at", "is", null)
    .where("session_progress.last_watched_at", "is not", null)
    .orderBy("session_progress.last_watched_at", "desc")
    .limit(limit)
    .execute()

/** Where a player should begin. */
export const resumeAtMs = (row: SessionProgressRow): number =>
  resumePositionMs([{ endMs: row.resume_ms, endedAtMs: 0 }], row.duration_ms)

export const toProgress = (row: SessionProgressRow): Progress__Output => ({
  sessionId: idFromBytes(row.session_id),
  courseId: idFromBytes(row.course_id),
  resumePositionMs: resumeAtMs(row),
  coveredMs: row.covered_ms,
  completed: row.completed_at !== null,
  completeTime: toTimestampOrNull(row.completed_at),
  lastWatchTime: toTimestampOrNull(row.last_watched_at),
  spans: parseCoverage(row.coverage).map(([startMs, endMs, count]) => ({ startMs, endMs, count })),
})
