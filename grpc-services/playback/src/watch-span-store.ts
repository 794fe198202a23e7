import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"
import type { LearningSpan } from "@lectern/watch-algebra/learning-pattern"
import type { WatchSpan } from "@lectern/watch-algebra/watch-algebra"
import { CompiledQuery } from "kysely"
import type { Database, PlaybackSessionRow } from "./database.ts"

export async function insertWatchSpans(
  db: Database,
  spans: readonly { playback: Pick<PlaybackSessionRow, "id" | "user_id" | "session_id">; span: WatchSpan }[],
): Promise<void> {
  if (spans.length === 0) return
  await db.executeQuery(
    CompiledQuery.raw(
      `insert into watch_spans
        (playback_id, sequence, user_id, session_id, start_ms, end_ms, started_at, ended_at, rate)
      values ?`,
      [
        spans.map(({ playback, span }) => [
          playback.id,
          span.sequence,
          playback.user_id,
          playback.session_id,
          span.startMs,
          span.endMs,
          new Date(span.startedAtMs),
          new Date(span.endedAtMs),
          span.rate,
        ]),
      ],
    ),
  )
}

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
  return rows.map((row) => ({
    playbackId: idFromBytes(row.playback_id),
    span: {
      sequence: row.sequence,
      startMs: row.start_ms,
      endMs: row.end_ms,
      startedAtMs: row.started_at.getTime(),
      endedAtMs: row.ended_at.getTime(),
      rate: row.rate,
    },
  }))
}

export async function deleteWatchSpans(db: Database, playbackId: Buffer): Promise<void> {
  await db.deleteFrom("watch_spans").where("playback_id", "=", playbackId).execute()
}
