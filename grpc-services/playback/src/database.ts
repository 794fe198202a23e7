import { CompiledQuery, type Kysely } from "kysely"
import type { WatchEventType } from "@lectern/watch-algebra/watch-algebra"

/** JSON as a driver gives it: text from MariaDB, parsed from MySQL. */
export type StoredJson = string | readonly unknown[]

export interface PlaybackSessionRow {
  id: Buffer
  user_id: Buffer
  session_id: Buffer
  course_id: Buffer
  client_session_id: Buffer
  device_id: string
  duration_ms: number
  status: "OPEN" | "ENDED" | "ABANDONED"
  started_at: Date
  ended_at: Date | null
  clock_offset_ms: number
  last_received_at: Date
  last_event_at: Date | null
  arrived: StoredJson
  last_anchor_sequence: number
  last_position_ms: number
  coverage: StoredJson
  played_ms: number
  covered_ms: number
  first_event_at: Date | null
  fastest_rate: number
  has_log: 0 | 1
  log_deleted_at: Date | null
}
export interface PlaybackEventRow {
  playback_id: Buffer
  sequence: number
  event_id: Buffer
  type: WatchEventType
  position_ms: number
  from_position_ms: number | null
  rate: number
  occurred_at: Date
  skew_ms: number
  received_at: Date
}
export interface WatchSpanRow {
  playback_id: Buffer
  first_sequence: number
  sequence: number
  user_id: Buffer
  session_id: Buffer
  start_ms: number
  end_ms: number
  started_at: Date
  ended_at: Date
  rate: number
}
export interface SessionProgressRow {
  user_id: Buffer
  session_id: Buffer
  course_id: Buffer
  duration_ms: number
  coverage: StoredJson
  covered_ms: number
  resume_ms: number
  last_watched_at: Date | null
  last_playback_id: Buffer | null
  completed_at: Date | null
  budget_ms: number
  revision: number
}
export interface SessionAnalyticsRow {
  session_id: Buffer
  viewer_count: number
  repeat_viewer_count: number
  completed_count: number
  play_count: number
  played_ms: number
  covered_ms: number
  plays_by_bucket: StoredJson
  viewers_by_bucket: StoredJson
  stopped_by_bucket: StoredJson
}
export interface FoldedProgressRow {
  user_id: Buffer
  session_id: Buffer
  course_id: Buffer
  revision: number
  duration_ms: number
  coverage: StoredJson
  budget_ms: number
  resume_ms: number
  is_completed: number
  play_count: number
}
export interface CourseAnalyticsRow {
  course_id: Buffer
  learner_count: number
}
export interface CourseLearnerRow {
  user_id: Buffer
  course_id: Buffer
}
export interface PlaybackTables {
  playback_sessions: PlaybackSessionRow
  playback_events: PlaybackEventRow
  watch_spans: WatchSpanRow
  session_progress: SessionProgressRow
  session_analytics: SessionAnalyticsRow
  folded_progress: FoldedProgressRow
  course_analytics: CourseAnalyticsRow
  course_learners: CourseLearnerRow
}
/** The database, or a transaction of it. */
export type Database = Kysely<PlaybackTables>

/**
 * Writes rows whether or not they are there; of those that are there `columns` alone. One statement for any number, which
 * neither MySQL's nor MariaDB's update can be. The caller holds a lock that keeps others from the same rows.
 */
export async function saveRows<Table extends keyof PlaybackTables>(
  db: Database,
  table: Table,
  rows: readonly PlaybackTables[Table][],
  columns: readonly (keyof PlaybackTables[Table] & string)[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const names = Object.keys(first) as (keyof PlaybackTables[Table] & string)[]
  const valueOf = (row: PlaybackTables[Table], name: (typeof names)[number]): unknown => {
    const value: unknown = row[name]
    return Array.isArray(value) ? JSON.stringify(value) : value
  }
  await db.executeQuery(
    CompiledQuery.raw(
      `insert into ${table} (${names.join(", ")}) values ?
      on duplicate key update ${columns.map((name) => `${name} = values(${name})`).join(", ")}`,
      [rows.map((row) => names.map((name) => valueOf(row, name)))],
    ),
  )
}
