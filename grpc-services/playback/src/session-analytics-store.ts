import { idFromBytes, idsToBytes } from "@lectern/service-kit/ids"
import type { SessionAnalytics } from "@lectern/watch-algebra/session-analytics"
import { saveRows, type Database, type SessionAnalyticsRow, type StoredJson } from "./database.ts"

/** Those of which anything was watched, by course session id, without the curves. */
export async function findAnalyticsSums(
  db: Database,
  sessionIds: readonly string[],
): Promise<Map<string, Omit<SessionAnalytics, "playsByBucket" | "viewersByBucket">>> {
  const keys = idsToBytes(sessionIds)
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom("session_analytics")
    .select([
      "session_id",
      "viewer_count",
      "repeat_viewer_count",
      "completed_count",
      "play_count",
      "played_ms",
      "covered_ms",
      "stopped_by_bucket",
    ])
    .where("session_id", "in", keys)
    .execute()
  return new Map(
    rows.map((row) => [
      idFromBytes(row.session_id),
      { ...toSums(row), stoppedByBucket: parseCounts(row.stopped_by_bucket) },
    ]),
  )
}

/** Those of which anything was watched, by course session id. */
export async function findAnalytics(
  db: Database,
  sessionIds: readonly string[],
): Promise<Map<string, SessionAnalytics>> {
  const keys = idsToBytes(sessionIds)
  if (keys.length === 0) return new Map()
  const rows = await db.selectFrom("session_analytics").selectAll().where("session_id", "in", keys).execute()
  return new Map(
    rows.map((row) => [
      idFromBytes(row.session_id),
      {
        ...toSums(row),
        playsByBucket: parseCounts(row.plays_by_bucket),
        viewersByBucket: parseCounts(row.viewers_by_bucket),
        stoppedByBucket: parseCounts(row.stopped_by_bucket),
      },
    ]),
  )
}

/** Writes them, whether or not they were there; the caller holds the locks of their courses. */
export async function saveAnalytics(
  tx: Database,
  analytics: readonly (readonly [sessionId: Buffer, SessionAnalytics])[],
): Promise<void> {
  const rows = analytics.map(([session_id, counts]): SessionAnalyticsRow => ({
    session_id,
    viewer_count: counts.viewerCount,
    repeat_viewer_count: counts.repeatViewerCount,
    completed_count: counts.completedCount,
    play_count: counts.playCount,
    played_ms: counts.playedMs,
    covered_ms: counts.coveredMs,
    plays_by_bucket: JSON.stringify(counts.playsByBucket),
    viewers_by_bucket: JSON.stringify(counts.viewersByBucket),
    stopped_by_bucket: JSON.stringify(counts.stoppedByBucket),
  }))
  await saveRows(tx, "session_analytics", rows, [
    "completed_count",
    "covered_ms",
    "play_count",
    "played_ms",
    "plays_by_bucket",
    "repeat_viewer_count",
    "stopped_by_bucket",
    "viewer_count",
    "viewers_by_bucket",
  ])
}

const parseCounts = (stored: StoredJson): number[] =>
  (typeof stored === "string" ? JSON.parse(stored) : stored) as number[]

const toSums = (row: Omit<SessionAnalyticsRow, "plays_by_bucket" | "viewers_by_bucket" | "stopped_by_bucket">) => ({
  viewerCount: row.viewer_count,
  repeatViewerCount: row.repeat_viewer_count,
  completedCount: row.completed_count,
  playCount: row.play_count,
  playedMs: row.played_ms,
  coveredMs: row.covered_ms,
})
