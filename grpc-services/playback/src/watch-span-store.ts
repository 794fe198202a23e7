import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"
import type { LearningSpan } from "@lectern/watch-algebra/learning-pattern"
import { joinSpans, type WatchSpan } from "@lectern/watch-algebra/watch-algebra"
import { CompiledQuery, sql } from "kysely"
import { saveRows, type Database, type PlaybackSessionRow, type WatchSpanRow } from "./database.ts"

type SpanOwner = Pick<PlaybackSessionRow, "id" | "user_id" | "session_id">

/** Adds spans that are not there yet, of playback sessions that are locked, joined with those that are. */
export async function addWatchSpans(
  db: Database,
  spans: readonly { playback: SpanOwner; span: WatchSpan }[],
): Promise<void> {
  if (spans.length === 0) return
  const added = Map.groupBy(spans, ({ playback }) => keyOf(playback.id))
  const stored = Map.groupBy(await findNeighbours(db, [...added.values()]), (row) => keyOf(row.playback_id))
  const over: WatchSpanRow[] = []
  const rows: WatchSpanRow[] = []
  for (const [key, fresh] of added) {
    const { playback } = fresh[0]!
    const before = stored.get(key) ?? []
    const joined = joinSpans([...before.map(toWatchSpan), ...fresh.map(({ span }) => span)])
    const firsts = new Set(joined.map(({ firstSequence }) => firstSequence))
    over.push(...before.filter(({ first_sequence }) => !firsts.has(first_sequence)))
    const ends = new Map(before.map((row) => [row.first_sequence, row.sequence]))
    rows.push(
      ...joined
        .filter(({ firstSequence, sequence }) => ends.get(firstSequence) !== sequence)
        .map((span) => toRow(playback, span)),
    )
  }
  // Before what they are part of now is written, for that ends or begins where they do.
  if (over.length > 0)
    await sql`delete from watch_spans where ${sql.join(
      over.map(
        ({ playback_id, first_sequence }) => sql`(playback_id = ${playback_id} and first_sequence = ${first_sequence})`,
      ),
      sql` or `,
    )}`.execute(db)
  await saveRows(db, "watch_spans", rows, ["sequence", "end_ms", "ended_at"])
}

/** Those stored that end right before spans of these begin, or begin right behind their end. */
async function findNeighbours(
  db: Database,
  added: readonly (readonly { playback: SpanOwner; span: WatchSpan }[])[],
): Promise<WatchSpanRow[]> {
  const before: (Buffer | number[])[] = []
  const behind: (Buffer | number[])[] = []
  for (const spans of added) {
    const { id } = spans[0]!.playback
    const firsts = new Set(spans.map(({ span }) => span.firstSequence))
    const lasts = new Set(spans.map(({ span }) => span.sequence))
    before.push(
      id,
      [...firsts].map((first) => first - 1).filter((sequence) => !lasts.has(sequence)),
    )
    behind.push(
      id,
      [...lasts].map((last) => last + 1).filter((sequence) => !firsts.has(sequence)),
    )
  }
  const within = (column: string) => added.map(() => `(playback_id = ? and ${column} in (?))`).join(" or ")
  // A part for each index: with one condition for both, servers read whole playbacks.
  const { rows } = await db.executeQuery<WatchSpanRow>(
    CompiledQuery.raw(
      `select * from watch_spans force index (watch_spans_last_unique) where ${within("sequence")}
       union select * from watch_spans force index (watch_spans_first_unique) where ${within("first_sequence")}`,
      [...before, ...behind],
    ),
  )
  return rows
}

const keyOf = (id: Buffer): string => id.toString("latin1")

const toRow = (playback: SpanOwner, span: WatchSpan): WatchSpanRow => ({
  playback_id: playback.id,
  first_sequence: span.firstSequence,
  sequence: span.sequence,
  user_id: playback.user_id,
  session_id: playback.session_id,
  start_ms: span.startMs,
  end_ms: span.endMs,
  started_at: new Date(span.startedAtMs),
  ended_at: new Date(span.endedAtMs),
  rate: span.rate,
})

const toWatchSpan = (row: WatchSpanRow): WatchSpan => ({
  firstSequence: row.first_sequence,
  sequence: row.sequence,
  startMs: row.start_ms,
  endMs: row.end_ms,
  startedAtMs: row.started_at.getTime(),
  endedAtMs: row.ended_at.getTime(),
  rate: row.rate,
})

/** A person's spans that began within [from, to), the latest `limit` of them. */
export async function listLearningSpans(
  db: Database,
  { userId, from, to, limit }: { userId: string; from: Date; to: Date; limit: number },
): Promise<LearningSpan[]> {
  const rows = await db
    .selectFrom("watch_spans")
    .select(["session_id", "start_ms", "end_ms", "started_at", "ended_at", "rate"])
    .where("user_id", "=", idToBytes(userId))
    .where("started_at", ">=", from)
    .where("started_at", "<", to)
    .orderBy("started_at", "desc")
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    sessionId: idFromBytes(row.session_id),
    startMs: row.start_ms,
    endMs: row.end_ms,
    startedAtMs: row.started_at.getTime(),
    endedAtMs: row.ended_at.getTime(),
    rate: row.rate,
  }))
}

/** All spans of these playback sessions, each session's in sequence order. */
export async function listWatchSpans(
  db: Database,
  playbackIds: readonly Buffer[],
): Promise<{ playbackId: string; span: WatchSpan }[]> {
  if (playbackIds.length === 0) return []
  const rows = await db
    .selectFrom("watch_spans")
    .selectAll()
    .where("playback_id", "in", playbackIds)
    .orderBy("playback_id")
    .orderBy("sequence")
    .execute()
  return rows.map((row) => ({ playbackId: idFromBytes(row.playback_id), span: toWatchSpan(row) }))
}

export async function deleteWatchSpans(db: Database, playbackId: Buffer): Promise<void> {
  await db.deleteFrom("watch_spans").where("playback_id", "=", playbackId).execute()
}
