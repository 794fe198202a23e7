import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"
import type { LearningSpan } from "@lectern/watch-algebra/learning-pattern"
import type { WatchSpan } from "@lectern/watch-algebra/watch-algebra"
import type { Database, PlaybackSessionRow } from "./database.ts"

export async function insertWatchSpans(
  db: Database,
  playback: Pick<PlaybackSessionRow, "id" | "user_id" | "session_id">,
  spans: readonly WatchSpan[],
): Promise<void> {
  await db
    .insertInto("watch_spans")
    .values(
      spans.map((span) => ({
        playback_id: playback.id,
        sequence: span.sequence,
        user_id: playback.user_id,
        session_id: playback.session_id,
        start_ms: span.startMs,
        end_ms: span.endMs,
        started_at: new Date(span.startedAtMs),
        ended_at: new Date(span.endedAtMs),
        rate: span.rate,
      })),
    )
    .execute()
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
