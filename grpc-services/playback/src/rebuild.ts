import { idFromBytes } from "@lectern/service-kit/ids"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { openDatabase, transact } from "@lectern/service-kit/database"
import { required } from "@lectern/rpc/required"
import { coverageToJson } from "@lectern/watch-algebra/coverage-json"
import {
  coverageOf,
  coveredMs,
  coveredShare,
  isCompleted,
  joinSpans,
  lastPlayed,
  playedMs,
  playingTimeOf,
  spansOf,
  wallClockBudgetMs,
  type Coverage,
  type WatchSpan,
} from "@lectern/watch-algebra/watch-algebra"
import { highestSequence, sequenceCount, withSequences } from "./arrived-sequences.ts"
import type { Database, PlaybackEventRow, PlaybackSessionRow, PlaybackTables, SessionProgressRow } from "./database.ts"
import { isAnchor } from "./event.ts"
import { listPlaybackEvents, toWatchEvent } from "./event-store.ts"
import { playingTime } from "./fold-batch.ts"
import { lockPlaybackSessions, parseArrived, savePlaybackSessions } from "./playback-session-store.ts"
import {
  findProgressRows,
  lockSessionProgress,
  openSessionProgress,
  saveSessionProgress,
  type ProgressKey,
} from "./session-progress-store.ts"
import { deleteWatchSpans, addWatchSpans, listWatchSpans } from "./watch-span-store.ts"

const PLAYBACKS_AT_ONCE = 200
const PROGRESS_AT_ONCE = 200
/** Rows of the log that are held in memory at once; one playback session alone may have more. */
const EVENTS_AT_ONCE = 20_000
/** Rows of one INSERT. */
const SPANS_AT_ONCE = 1000
const MAX_DIFFERENCES = 1000
/** Batches of one learner that come at once may be folded in another order than they were received in. */
const COMPLETION_TOLERANCE_MS = 10_000

/** Something that is stored and that the log says otherwise. */
export interface Difference {
  table:
    | "playback_sessions"
    | "watch_spans"
    | "session_progress"
    | "folded_progress"
    | "session_analytics"
    | "course_analytics"
    | "course_learners"
  /** Which row: its ids. */
  key: string
  column: string
  stored: string
  folded: string
}

export interface RebuildReport {
  playbackCount: number
  progressCount: number
  /** Playback sessions whose log was deleted in part or whole: their spans are taken as they are. */
  withoutLogCount: number
  differenceCount: number
  /** The first MAX_DIFFERENCES. */
  differences: readonly Difference[]
}

/**
 * Folds the whole log again, while it is being written, and compares all that is stored of it; with `mend` it writes
 * what the log says where they differ. A check holds no locks: it looks at each few rows in one snapshot. Mending locks
 * one row at a time as ingest does. `onProgress` is told what was done since the last time.
 */
export async function rebuild(
  db: Database,
  {
    mend,
    onProgress = () => undefined,
    signal,
  }: { mend: boolean; onProgress?: (done: number) => void; signal?: AbortSignal },
): Promise<RebuildReport> {
  const report = { playbackCount: 0, progressCount: 0, withoutLogCount: 0, differenceCount: 0 }
  const differences: Difference[] = []
  const note = (found: readonly Difference[]) => {
    report.differenceCount += found.length
    differences.push(...found.slice(0, MAX_DIFFERENCES - differences.length))
  }

  // First the playbacks, since progress is folded from their spans.
  for (let after: Buffer = Buffer.alloc(0); !signal?.aborted;) {
    const page = await db
      .selectFrom("playback_sessions")
      .select(["id", "arrived"])
      .where("id", ">", after)
      .orderBy("id")
      .limit(PLAYBACKS_AT_ONCE)
      .execute()
    for (const chunk of chunks(page, ({ arrived }) => sequenceCount(parseArrived(arrived)))) {
      const ids = chunk.map(({ id }) => id)
      for (const { playback, found } of await inSnapshot(db, (tx) => checkPlaybacks(tx, ids))) {
        report.playbackCount++
        if (playback.log_deleted_at) report.withoutLogCount++
        note(found)
        if (mend && found.length > 0) await mendPlayback(db, playback.id)
      }
      onProgress(ids.length)
    }
    const last = page.at(-1)
    if (!last || page.length < PLAYBACKS_AT_ONCE) break
    after = last.id
  }

  for (let after: ProgressKey | undefined; !signal?.aborted;) {
    const page = await listProgress(db, after, PROGRESS_AT_ONCE)
    for (const keys of await chunksByPlaybacks(db, page)) {
      for (const { key, found } of await inSnapshot(db, (tx) => checkProgress(tx, keys))) {
        report.progressCount++
        note(found)
        if (mend && found.length > 0) await mendProgress(db, key)
      }
      onProgress(keys.length)
    }
    after = page.at(-1)
    if (page.length < PROGRESS_AT_ONCE) break
  }
  return { ...report, differences }
}

/** The database of the playback service, for a command of an operator's. */
export const openPlaybackDatabase = (url: string, telemetry: Telemetry): Promise<Database> =>
  openDatabase<PlaybackTables>({ url, migrations: new URL("../migrations/", import.meta.url), telemetry })

/** About how many rows `rebuild` looks at, for a progress bar. */
export async function rebuildSize(db: Database): Promise<number> {
  const counts = await Promise.all(
    (["playback_sessions", "session_progress"] as const).map((table) =>
      db
        .selectFrom(table)
        .select((query) => query.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow(),
    ),
  )
  return counts.reduce((sum, { count }) => sum + count, 0)
}

/** Reads that all see the same moment, without locks. */
export const inSnapshot = <T>(db: Database, work: (tx: Database) => Promise<T>): Promise<T> =>
  db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(work)

/** The same in pieces of EVENTS_AT_ONCE at most, or of one. */
export function chunks<T>(all: readonly T[], sizeOf: (one: T) => number): T[][] {
  const pieces: T[][] = []
  let size = Infinity
  for (const one of all) {
    size += sizeOf(one)
    if (size > EVENTS_AT_ONCE) {
      pieces.push([])
      size = sizeOf(one)
    }
    required(pieces.at(-1)).push(one)
  }
  return pieces
}

/** What the log makes of a playback session, and the spans of it. */
function foldPlayback(
  playback: PlaybackSessionRow,
  events: readonly PlaybackEventRow[],
  stored: readonly WatchSpan[],
): { folded: PlaybackSessionRow; spans: readonly WatchSpan[] } {
  const isWhole = playback.log_deleted_at === null
  const spans = isWhole ? joinSpans(spansOf(events.map(toWatchEvent), { durationMs: playback.duration_ms })) : stored
  const time = isWhole ? playingTimeOf(events.map(toWatchEvent)) : playingTime(playback)
  const budgetMs = wallClockBudgetMs(time)
  const coverage = coverageOf(spans)
  const ofSpans = {
    coverage: coverageToJson(coverage),
    played_ms: Math.min(playedMs(coverage), budgetMs),
    covered_ms: Math.min(coveredMs(coverage), budgetMs),
  }
  if (!isWhole) return { folded: { ...playback, ...ofSpans }, spans }
  const arrived = withSequences(
    [],
    events.map(({ sequence }) => sequence),
  )
  const last = events.find(({ sequence }) => sequence === highestSequence(arrived))
  const lastEventAt = time ? new Date(time.lastAtMs) : null
  return {
    spans,
    folded: {
      ...playback,
      ...ofSpans,
      arrived: JSON.stringify(arrived),
      first_event_at: time ? new Date(time.firstAtMs) : null,
      last_event_at: lastEventAt,
      fastest_rate: time?.fastestRate ?? 1,
      last_anchor_sequence: events.filter(isAnchor).reduce((most, { sequence }) => Math.max(most, sequence), -1),
      last_position_ms: playback.status === "ENDED" ? playback.last_position_ms : (last?.position_ms ?? 0),
      ended_at: playback.status === "ABANDONED" ? (lastEventAt ?? playback.started_at) : playback.ended_at,
    },
  }
}

async function checkPlaybacks(tx: Database, ids: readonly Buffer[]) {
  const playbacks = await tx.selectFrom("playback_sessions").selectAll().where("id", "in", ids).execute()
  const events = Map.groupBy(await listPlaybackEvents(tx, ids), (row) => idFromBytes(row.playback_id))
  const spans = Map.groupBy(await listWatchSpans(tx, ids), ({ playbackId }) => playbackId)
  const owned = new Set(
    (await findProgressRows(tx, playbacks)).map(({ user_id, session_id }) => keyOf({ user_id, session_id })),
  )
  return playbacks.map((playback) => {
    const id = idFromBytes(playback.id)
    const stored = (spans.get(id) ?? []).map(({ span }) => span)
    const fold = foldPlayback(playback, events.get(id) ?? [], stored)
    const found: Difference[] = [
      ...differencesOf("playback_sessions", id, playback, fold.folded),
      ...spanDifferences(id, stored, fold.spans),
    ]
    if (!owned.has(keyOf(playback)))
      found.push({ table: "session_progress", key: keyOf(playback), column: "*", stored: "no row", folded: "a row" })
    return { playback, found }
  })
}

function spanDifferences(playbackId: string, stored: readonly WatchSpan[], folded: readonly WatchSpan[]): Difference[] {
  const bySequence = (spans: readonly WatchSpan[]) =>
    new Map(spans.map((span) => [span.sequence, JSON.stringify(span)]))
  const [before, after] = [bySequence(stored), bySequence(folded)]
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((sequence) => before.get(sequence) !== after.get(sequence))
    .map((sequence) => ({
      table: "watch_spans",
      key: `${playbackId} ${sequence}`,
      column: "*",
      stored: before.get(sequence) ?? "no row",
      folded: after.get(sequence) ?? "no row",
    }))
}

function differencesOf<Row extends object>(
  table: Difference["table"],
  key: string,
  stored: Row,
  folded: Row,
): Difference[] {
  return Object.entries(folded).flatMap(([column, value]) => {
    const [before, after] = [shown(stored[column as keyof Row]), shown(value)]
    return before === after ? [] : [{ table, key, column, stored: before, folded: after }]
  })
}

function shown(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value)) return idFromBytes(value)
  // JSON, which MySQL gives as the value and MariaDB as its text.
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value)
}

async function mendPlayback(db: Database, id: Buffer): Promise<void> {
  await transact(db, async (tx) => {
    const [playback] = await lockPlaybackSessions(tx, [id])
    if (!playback) return
    const stored = (await listWatchSpans(tx, [id])).map(({ span }) => span)
    const { folded, spans } = foldPlayback(playback, await listPlaybackEvents(tx, [id]), stored)
    if ((await findProgressRows(tx, [playback])).length === 0) await openSessionProgress(tx, playback)
    if (spanDifferences("", stored, spans).length > 0) {
      await deleteWatchSpans(tx, id)
      for (let at = 0; at < spans.length; at += SPANS_AT_ONCE)
        await addWatchSpans(
          tx,
          spans.slice(at, at + SPANS_AT_ONCE).map((span) => ({ playback, span })),
        )
    }
    await savePlaybackSessions(tx, [folded])
  })
}

/** As differences name it. */
export const keyOf = ({ user_id, session_id }: ProgressKey) => `${idFromBytes(user_id)} ${idFromBytes(session_id)}`

const listProgress = (db: Database, after: ProgressKey | undefined, limit: number): Promise<ProgressKey[]> =>
  db
    .selectFrom("session_progress")
    .select(["user_id", "session_id"])
    .$if(after !== undefined, (query) => {
      const { user_id, session_id } = required(after)
      // Neither server reads a range for a comparison of rows; for the first condition alone both do.
      return query
        .where("user_id", ">=", user_id)
        .where((where) => where.or([where("user_id", ">", user_id), where("session_id", ">", session_id)]))
    })
    .orderBy("user_id")
    .orderBy("session_id")
    .limit(limit)
    .execute()

type ProgressPlayback = Awaited<ReturnType<typeof findPlaybacks>>[number]
/** The playback sessions of these learners in these course sessions, oldest first. */
async function findPlaybacks(db: Database, keys: readonly ProgressKey[]) {
  const wanted = new Set(keys.map(keyOf))
  const all = await db
    .selectFrom("playback_sessions")
    .select(["id", "user_id", "session_id", "duration_ms", "arrived"])
    .select(["first_event_at", "last_event_at", "fastest_rate", "log_deleted_at"])
    .where("user_id", "in", [...new Map(keys.map(({ user_id }) => [user_id.toString("hex"), user_id])).values()])
    .orderBy("user_id")
    .orderBy("id")
    .execute()
  return all.filter((row) => wanted.has(keyOf(row)))
}

async function chunksByPlaybacks(db: Database, page: readonly ProgressKey[]): Promise<ProgressKey[][]> {
  if (page.length === 0) return []
  const playbacks = Map.groupBy(await findPlaybacks(db, page), keyOf)
  const sizeOf = (key: ProgressKey) =>
    (playbacks.get(keyOf(key)) ?? []).reduce((sum, { arrived }) => sum + sequenceCount(parseArrived(arrived)), 0)
  return chunks(page, sizeOf)
}

async function checkProgress(tx: Database, keys: readonly ProgressKey[]) {
  const playbacks = await findPlaybacks(tx, keys)
  const byKey = Map.groupBy(playbacks, keyOf)
  const rows = await findProgressRows(tx, keys)
  const spans = Map.groupBy(
    await listWatchSpans(
      tx,
      playbacks.map(({ id }) => id),
    ),
    ({ playbackId }) => playbackId,
  )
  const checked = []
  for (const row of rows) {
    const own = byKey.get(keyOf(row)) ?? []
    const folded = await refoldProgress(tx, row, own, spans)
    checked.push({ key: row, found: differencesOf("session_progress", keyOf(row), row, folded) })
  }
  return checked
}

async function mendProgress(db: Database, key: ProgressKey): Promise<void> {
  await transact(db, async (tx) => {
    // Ingest has this lock before it writes any span.
    const [row] = await lockSessionProgress(tx, [key])
    if (!row) return
    const playbacks = await findPlaybacks(tx, [key])
    const spans = await listWatchSpans(
      tx,
      playbacks.map(({ id }) => id),
    )
    const byPlayback = Map.groupBy(spans, ({ playbackId }) => playbackId)
    await saveSessionProgress(tx, [await refoldProgress(tx, row, playbacks, byPlayback)])
  })
}

async function refoldProgress(
  db: Database,
  row: SessionProgressRow,
  playbacks: readonly ProgressPlayback[],
  spansByPlayback: ReadonlyMap<string, readonly { playbackId: string; span: WatchSpan }[]>,
): Promise<SessionProgressRow> {
  const all = playbacks.flatMap(({ id }) =>
    (spansByPlayback.get(idFromBytes(id)) ?? []).map(({ span }) => ({ ...span, playbackId: id })),
  )
  const coverage = coverageOf(all)
  const budgetMs = playbacks.reduce((sum, playback) => sum + wallClockBudgetMs(playingTime(playback)), 0)
  const last = lastPlayed(all)
  const lastOnes = all.filter(({ endedAtMs, endMs }) => endedAtMs === last?.endedAtMs && endMs === last.endMs)
  const { last_playback_id } = row
  const isOneOfThem = lastOnes.some(({ playbackId }) => last_playback_id?.equals(playbackId))
  return {
    ...row,
    coverage: coverageToJson(coverage),
    covered_ms: Math.min(coveredMs(coverage), budgetMs),
    budget_ms: budgetMs,
    resume_ms: last?.endMs ?? 0,
    last_watched_at: last ? new Date(last.endedAtMs) : null,
    last_playback_id: isOneOfThem ? last_playback_id : (last?.playbackId ?? null),
    completed_at: await completedAt(db, row, playbacks, { coverage, budgetMs }),
  }
}

/** When the events that complete the course session were received; what is stored where that can't be told or is near. */
async function completedAt(
  db: Database,
  { completed_at: stored }: SessionProgressRow,
  playbacks: readonly ProgressPlayback[],
  { coverage, budgetMs }: { coverage: Coverage; budgetMs: number },
): Promise<Date | null> {
  if (playbacks.some(({ log_deleted_at }) => log_deleted_at !== null)) return stored
  const isDone = (f: Coverage, budget: number, durationMs: number) =>
    isCompleted(Math.min(coveredShare(f, durationMs), budget / durationMs))
  if (!playbacks.some(({ duration_ms }) => isDone(coverage, budgetMs, duration_ms))) return null
  const events = Map.groupBy(
    await listPlaybackEvents(
      db,
      playbacks.map(({ id }) => id),
    ),
    (row) => idFromBytes(row.playback_id),
  )
  const eventsOf = ({ id }: ProgressPlayback) => events.get(idFromBytes(id)) ?? []
  const isDoneAt = (atMs: number, durationMs: number): boolean => {
    const received = playbacks.map((playback) => ({
      durationMs: playback.duration_ms,
      events: eventsOf(playback)
        .filter(({ received_at }) => received_at.getTime() <= atMs)
        .map(toWatchEvent),
    }))
    return isDone(
      coverageOf(received.flatMap((one) => spansOf(one.events, { durationMs: one.durationMs }))),
      received.reduce((sum, one) => sum + wallClockBudgetMs(playingTimeOf(one.events)), 0),
      durationMs,
    )
  }
  // What is covered only grows, so the first batch that completes is found by halving. Each playback has its own length.
  let firstMs = Infinity
  for (const durationMs of new Set(playbacks.map(({ duration_ms }) => duration_ms))) {
    const times = playbacks.filter(({ duration_ms }) => duration_ms === durationMs).flatMap(eventsOf)
    const distinct = Float64Array.from(new Set(times.map(({ received_at }) => received_at.getTime()))).sort()
    let [low, high] = [0, distinct.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isDoneAt(distinct[middle] ?? 0, durationMs)) high = middle
      else low = middle + 1
    }
    firstMs = Math.min(firstMs, distinct[low] ?? Infinity)
  }
  if (firstMs === Infinity) return null
  return stored && Math.abs(stored.getTime() - firstMs) <= COMPLETION_TOLERANCE_MS ? stored : new Date(firstMs)
}
