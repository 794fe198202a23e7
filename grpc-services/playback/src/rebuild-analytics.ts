import { transact } from "@lectern/service-kit/database"
import { idFromBytes } from "@lectern/service-kit/ids"
import { coverageToJson, parseCoverage } from "@lectern/watch-algebra/coverage-json"
import { analyticsAfter, NO_ANALYTICS, type SessionAnalytics } from "@lectern/watch-algebra/session-analytics"
import { sql } from "kysely"
import type { Database, FoldedProgressRow } from "./database.ts"
import { findCourseLearners, foldedAs, toViewerProgress } from "./fold-progress.ts"
import { inSnapshot, keyOf, type Difference } from "./rebuild.ts"
import { findAnalytics, saveAnalytics } from "./session-analytics-store.ts"
import { among, findProgressRows, progressKey } from "./session-progress-store.ts"

const LEARNERS_AT_ONCE = 200
const COURSES_AT_ONCE = 200

/**
 * Counts the analytics again, course session by course session, and tells `onFound` what is stored otherwise, a few
 * learners' at a time; with `mend` it writes what was counted. Learners whose progress has not been folded yet count as
 * they are folded, as in what is stored. A check reads each course session in one snapshot; mending, and counting the
 * learners of a course, hold the course's lock, which keeps the fold away.
 */
export async function rebuildAnalytics(
  db: Database,
  {
    mend,
    onFound,
    signal,
  }: { mend: boolean; onFound: (differences: readonly Difference[]) => void; signal?: AbortSignal },
): Promise<void> {
  for (let id = await nextSession(db, Buffer.alloc(0)); id && !signal?.aborted; id = await nextSession(db, id)) {
    const sessionId = id
    let isRight = true
    await inSnapshot(db, (tx) =>
      checkSession(tx, sessionId, (differences) => {
        isRight = false
        onFound(differences)
      }),
    )
    if (mend && !isRight) await mendSession(db, sessionId)
  }
  for (let after: Buffer = Buffer.alloc(0); !signal?.aborted;) {
    const courses = await db
      .selectFrom("course_analytics")
      .selectAll()
      .where("course_id", ">", after)
      .orderBy("course_id")
      .limit(COURSES_AT_ONCE)
      .execute()
    for (const { course_id } of courses) {
      const difference = await checkCourse(db, course_id, mend)
      if (difference) onFound([difference])
    }
    const last = courses.at(-1)
    if (!last || courses.length < COURSES_AT_ONCE) return
    after = last.course_id
  }
}

/** The next one that anything was folded of or is stored of; undefined behind the last. */
async function nextSession(db: Database, after: Buffer): Promise<Buffer | undefined> {
  const next = await Promise.all(
    (["folded_progress", "session_analytics"] as const).map((table) =>
      db
        .selectFrom(table)
        .select("session_id")
        .where("session_id", ">", after)
        .orderBy("session_id")
        .limit(1)
        .executeTakeFirst(),
    ),
  )
  return next
    .flatMap((row) => (row ? [row.session_id] : []))
    .sort((a, b) => a.compare(b))
    .at(0)
}

async function* foldedOf(tx: Database, sessionId: Buffer): AsyncGenerator<FoldedProgressRow[]> {
  let after: Buffer | undefined = Buffer.alloc(0)
  while (after) {
    const page: FoldedProgressRow[] = await tx
      .selectFrom("folded_progress")
      .selectAll()
      .where("session_id", "=", sessionId)
      .where("user_id", ">", after)
      .orderBy("user_id")
      .limit(LEARNERS_AT_ONCE)
      .execute()
    yield page
    after = page.length === LEARNERS_AT_ONCE ? page.at(-1)?.user_id : undefined
  }
}

const addUp = (analytics: SessionAnalytics, rows: readonly FoldedProgressRow[]): SessionAnalytics =>
  rows.reduce((sum, row) => analyticsAfter(sum, undefined, toViewerProgress(row)), analytics)

async function checkSession(
  tx: Database,
  sessionId: Buffer,
  onFound: (differences: readonly Difference[]) => void,
): Promise<void> {
  const id = idFromBytes(sessionId)
  let counted: SessionAnalytics = NO_ANALYTICS
  for await (const page of foldedOf(tx, sessionId)) {
    counted = addUp(counted, page)
    const wrong = await wrongRows(tx, page)
    if (wrong.length > 0) onFound(wrong.map(({ difference }) => difference))
  }
  const stored = (await findAnalytics(tx, [id])).get(id) ?? NO_ANALYTICS
  const found = Object.keys(counted).flatMap((name): Difference[] => {
    const [was, is] = [stored, counted].map((each) => JSON.stringify(each[name as keyof SessionAnalytics]))
    return was === is
      ? []
      : [{ table: "session_analytics", key: id, column: name, stored: String(was), folded: String(is) }]
  })
  if (found.length > 0) onFound(found)
}

/** Those that say other than the progress of which they are made, or whose learner the course does not count. */
async function wrongRows(tx: Database, rows: readonly FoldedProgressRow[]) {
  if (rows.length === 0) return []
  const progress = await findProgressRows(tx, rows)
  const expected = new Map((await foldedAs(tx, progress)).map((row) => [progressKey(row), row]))
  const learners = await findCourseLearners(tx, rows)
  const isCounted = new Set(learners.map(({ user_id, course_id }) => progressKey({ user_id, session_id: course_id })))
  return rows.flatMap((row) => {
    const key = keyOf(row)
    const should = expected.get(progressKey(row))
    const [was, is] = [comparable(row), should ? comparable(should) : "no progress"]
    // One that is not folded yet may say something else.
    const isStale = should !== undefined && should.revision !== row.revision
    const differences: Difference[] = []
    if (was !== is && !isStale)
      differences.push({ table: "folded_progress", key, column: "*", stored: was, folded: is })
    const { user_id, course_id } = row
    if (comparableCoverage(row) !== "[]" && !isCounted.has(progressKey({ user_id, session_id: course_id })))
      differences.push({ table: "course_learners", key, column: "*", stored: "no row", folded: "a row" })
    return differences.map((difference) => ({ row, difference }))
  })
}

const comparableCoverage = ({ coverage }: FoldedProgressRow) => coverageToJson(parseCoverage(coverage))
const comparable = (row: FoldedProgressRow) =>
  [comparableCoverage(row), row.duration_ms, row.budget_ms, row.resume_ms, row.is_completed, row.play_count].join(" ")

async function mendSession(db: Database, sessionId: Buffer): Promise<void> {
  await transact(db, async (tx) => {
    const courses = await tx
      .selectFrom("folded_progress")
      .select("course_id")
      .distinct()
      .where("session_id", "=", sessionId)
      .execute()
    if (courses.length > 0)
      await tx
        .selectFrom("course_analytics")
        .select("course_id")
        .where(
          "course_id",
          "in",
          courses.map(({ course_id }) => course_id),
        )
        .forUpdate()
        .execute()
    let counted: SessionAnalytics = NO_ANALYTICS
    for await (const page of foldedOf(tx, sessionId)) {
      counted = addUp(counted, page)
      const wrong = Map.groupBy(await wrongRows(tx, page), ({ difference }) => difference.table)
      const uncounted = (wrong.get("course_learners") ?? []).map(({ row }) => row)
      if (uncounted.length > 0)
        await tx
          .insertInto("course_learners")
          .values(uncounted.map(({ user_id, course_id }) => ({ user_id, course_id })))
          .ignore()
          .execute()
      const wronglyFolded = (wrong.get("folded_progress") ?? []).map(({ row }) => row)
      // The fold takes out what is stored of the learner, which is in the sum, and puts in what is right.
      if (wronglyFolded.length > 0)
        await sql`update session_progress force index (primary) set revision = revision + 1
          where ${among(wronglyFolded)}`.execute(tx)
    }
    await saveAnalytics(tx, [[sessionId, counted]])
  })
}

async function checkCourse(db: Database, courseId: Buffer, mend: boolean): Promise<Difference | undefined> {
  return transact(db, async (tx) => {
    const stored = await tx
      .selectFrom("course_analytics")
      .select("learner_count")
      .where("course_id", "=", courseId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const { count } = await tx
      .selectFrom("course_learners")
      .select((query) => query.fn.countAll<number>().as("count"))
      .where("course_id", "=", courseId)
      .executeTakeFirstOrThrow()
    if (stored.learner_count === count) return undefined
    if (mend)
      await tx.updateTable("course_analytics").set({ learner_count: count }).where("course_id", "=", courseId).execute()
    return {
      table: "course_analytics",
      key: idFromBytes(courseId),
      column: "learner_count",
      stored: String(stored.learner_count),
      folded: String(count),
    }
  })
}
