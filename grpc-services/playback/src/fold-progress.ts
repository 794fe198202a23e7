import type { Telemetry } from "@lectern/runtime/telemetry"
import { startBackgroundJob, type BackgroundJob } from "@lectern/service-kit/background-job"
import { transact } from "@lectern/service-kit/database"
import { idFromBytes } from "@lectern/service-kit/ids"
import { coverageToJson, parseCoverage } from "@lectern/watch-algebra/coverage-json"
import { analyticsAfter, NO_ANALYTICS, type ViewerProgress } from "@lectern/watch-algebra/session-analytics"
import { sql } from "kysely"
import {
  saveRows,
  type CourseLearnerRow,
  type Database,
  type FoldedProgressRow,
  type SessionProgressRow,
} from "./database.ts"
import { findAnalytics, saveAnalytics } from "./session-analytics-store.ts"
import { among, progressKey } from "./session-progress-store.ts"

/** With the fold itself it keeps what is shown within 5 s of the event (goal gP7). */
const PERIOD_MS = 1000
// Few enough that a course is locked for some 20 ms.
const ROWS_AT_ONCE = 200

/** Every second, from now on until it is stopped. */
export const foldRegularly = (db: Database, telemetry: Telemetry): BackgroundJob =>
  startBackgroundJob(telemetry, {
    name: "fold progress",
    periodMs: PERIOD_MS,
    round: (signal) => foldProgress(db, signal),
  })

type Candidate = Pick<SessionProgressRow, "user_id" | "session_id" | "course_id">

/**
 * Brings into the analytics of course sessions and courses what learners have watched since. Each learner is looked at
 * once, so that a round ends. On any number of replicas: the courses that one is at, the others leave out. Ingest
 * never waits for more than the last statement. Answers with how many learners' progress was folded.
 */
export async function foldProgress(db: Database, signal?: AbortSignal): Promise<number> {
  let folded = 0
  let after: Buffer | undefined
  do {
    const candidates = await listUnfolded(db, after)
    await addMissingCourses(db, candidates)
    folded += await transact(db, (tx) => foldRows(tx, candidates))
    // What is left of a learner who has more than fits into one go is for the next round.
    after = candidates.length === ROWS_AT_ONCE ? candidates.at(-1)?.user_id : undefined
  } while (after && !signal?.aborted)
  return folded
}

const listUnfolded = (db: Database, after: Buffer | undefined): Promise<Candidate[]> =>
  db
    .selectFrom("session_progress")
    .select(["user_id", "session_id", "course_id"])
    .where(sql<boolean>`unfolded = 1`)
    .$if(after !== undefined, (query) => query.where("user_id", ">", after ?? Buffer.alloc(0)))
    .orderBy("user_id")
    .orderBy("session_id")
    .limit(ROWS_AT_ONCE)
    .execute()

/** Outside of the transaction, so that two replicas that meet at a new course do not lock each other out. */
async function addMissingCourses(db: Database, candidates: readonly Candidate[]): Promise<void> {
  const courses = distinct(candidates.map(({ course_id }) => course_id))
  if (courses.length === 0) return
  const known = await db.selectFrom("course_analytics").select("course_id").where("course_id", "in", courses).execute()
  const isKnown = keysOf(known.map(({ course_id }) => course_id))
  const missing = courses.filter((id) => !isKnown.has(keyOf(id)))
  if (missing.length === 0) return
  await db
    .insertInto("course_analytics")
    .values(missing.map((course_id) => ({ course_id, learner_count: 0 })))
    .ignore()
    .execute()
}

async function foldRows(tx: Database, candidates: readonly Candidate[]): Promise<number> {
  if (candidates.length === 0) return 0
  const locked = await tx
    .selectFrom("course_analytics")
    .selectAll()
    .where("course_id", "in", distinct(candidates.map(({ course_id }) => course_id)))
    .forUpdate()
    .skipLocked()
    .execute()
  const isLocked = keysOf(locked.map(({ course_id }) => course_id))
  const ours = candidates.filter(({ course_id }) => isLocked.has(keyOf(course_id)))
  if (ours.length === 0) return 0
  // From here on nobody else folds progress in these courses. Read again: somebody may have, before the lock was had.
  const { rows: changed } = await sql<SessionProgressRow>`
    select * from session_progress force index (primary) where unfolded = 1 and ${among(ours)}`.execute(tx)
  if (changed.length === 0) return 0
  const { rows: folded } = await sql<FoldedProgressRow>`
    select * from folded_progress force index (primary) where ${among(changed)}`.execute(tx)
  const before = new Map(folded.map((row) => [progressKey(row), row]))
  const now = await foldedAs(tx, changed)
  const sessions = new Map(now.map(({ session_id }) => [idFromBytes(session_id), session_id]))
  const analytics = await findAnalytics(tx, [...sessions.keys()])
  for (const row of now) {
    const id = idFromBytes(row.session_id)
    const was = before.get(progressKey(row))
    analytics.set(
      id,
      analyticsAfter(analytics.get(id) ?? NO_ANALYTICS, was && toViewerProgress(was), toViewerProgress(row)),
    )
  }
  await saveAnalytics(
    tx,
    [...sessions].map(([id, bytes]) => [bytes, analytics.get(id) ?? NO_ANALYTICS]),
  )
  await saveRows(tx, "folded_progress", now, [
    "budget_ms",
    "course_id",
    "coverage",
    "duration_ms",
    "is_completed",
    "play_count",
    "resume_ms",
    "revision",
  ])
  await countLearners(tx, now)
  // Last, since ingest may wait for these rows: to what was read, so that a change in the meantime is folded next time.
  await sql`
    update session_progress force index (primary) inner join folded_progress force index (primary)
      on folded_progress.user_id = session_progress.user_id and folded_progress.session_id = session_progress.session_id
    set session_progress.folded_revision = folded_progress.revision
    where ${among(now, "session_progress.")}`.execute(tx)
  return now.length
}

/** These rows of progress, as they are folded. */
export async function foldedAs(tx: Database, rows: readonly SessionProgressRow[]): Promise<FoldedProgressRow[]> {
  const plays = await countPlays(tx, rows)
  return rows.map((row) => ({
    user_id: row.user_id,
    session_id: row.session_id,
    course_id: row.course_id,
    revision: row.revision,
    duration_ms: row.duration_ms,
    coverage: coverageToJson(parseCoverage(row.coverage)),
    budget_ms: row.budget_ms,
    resume_ms: row.resume_ms,
    is_completed: row.completed_at === null ? 0 : 1,
    play_count: plays.get(progressKey(row)) ?? 0,
  }))
}

/** In how many playbacks each learner has played anything of the course session. */
async function countPlays(tx: Database, rows: readonly Candidate[]): Promise<Map<string, number>> {
  const { rows: counts } = await sql<Pick<Candidate, "user_id" | "session_id"> & { play_count: number }>`
    select user_id, session_id, count(*) as play_count from playback_sessions force index (playback_sessions_by_course)
    where covered_ms > 0 and (${sql.join(
      rows.map(
        ({ course_id, session_id, user_id }) =>
          sql`(course_id = ${course_id} and session_id = ${session_id} and user_id = ${user_id})`,
      ),
      sql` or `,
    )})
    group by user_id, session_id`.execute(tx)
  return new Map(counts.map((row) => [progressKey(row), row.play_count]))
}

/** Adds those who are new to a course to it. */
async function countLearners(tx: Database, rows: readonly FoldedProgressRow[]): Promise<void> {
  const learners = new Map(
    rows
      .filter(({ coverage }) => coverage !== "[]")
      .map(({ user_id, course_id }) => [keyOf(user_id) + keyOf(course_id), { user_id, course_id }]),
  )
  if (learners.size === 0) return
  const known = await findCourseLearners(tx, [...learners.values()])
  for (const { user_id, course_id } of known) learners.delete(keyOf(user_id) + keyOf(course_id))
  if (learners.size === 0) return
  await tx
    .insertInto("course_learners")
    .values([...learners.values()])
    .execute()
  const fresh = Map.groupBy(learners.values(), ({ course_id }) => keyOf(course_id))
  // The rows are there, and locked: this is an update of many by their keys.
  await tx
    .insertInto("course_analytics")
    .values([...fresh.values()].map((group) => ({ course_id: group[0]!.course_id, learner_count: group.length })))
    .onDuplicateKeyUpdate({ learner_count: sql<number>`learner_count + values(learner_count)` })
    .execute()
}

export async function findCourseLearners(
  tx: Database,
  learners: readonly CourseLearnerRow[],
): Promise<CourseLearnerRow[]> {
  const keys = learners.map(({ user_id, course_id }) => sql`(user_id = ${user_id} and course_id = ${course_id})`)
  const { rows } = await sql<CourseLearnerRow>`
    select * from course_learners force index (primary) where ${sql.join(keys, sql` or `)}`.execute(tx)
  return rows
}

/** What a row says that was or is to be counted. */
export const toViewerProgress = (
  row: Omit<FoldedProgressRow, "user_id" | "session_id" | "course_id" | "revision">,
): ViewerProgress => ({
  coverage: parseCoverage(row.coverage),
  durationMs: row.duration_ms,
  lastPositionMs: row.resume_ms,
  isCompleted: row.is_completed === 1,
  playCount: row.play_count,
  budgetMs: row.budget_ms,
})

const keyOf = (id: Buffer): string => id.toString("latin1")
const keysOf = (ids: readonly Buffer[]): Set<string> => new Set(ids.map(keyOf))
const distinct = (ids: readonly Buffer[]): Buffer[] =>
  [...new Map(ids.map((id) => [keyOf(id), id])).values()].sort((a, b) => a.compare(b))
