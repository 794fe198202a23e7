import type { Generated, GeneratedAlways, Insertable, Kysely, Selectable } from "kysely"

export interface ContentFilesTable {
  id: Buffer
  session_id: Buffer
  course_id: Buffer
  type: "VIDEO" | "AUDIO" | "CAPTION" | "DOCUMENT" | "IMAGE" | "ARCHIVE" | "OTHER"
  path: string
  file_name: string
  media_type: string
  byte_size: number
  sha256: Buffer | null
  language: string | null
  label: string | null
  is_default: number
  duration_ms: number | null
  status: "UPLOADING" | "PROCESSING" | "READY" | "FAILED" | "DELETED"
  created_at: Date
  failure_reason: Generated<string | null>
  version: Generated<number>
  counted_bytes: Generated<number>
  object_path: string | null
  deleted_at: Generated<Date | null>
  purge_at: Generated<Date | null>
  playlist_path: Generated<string | null>
  live_path: GeneratedAlways<string | null>
  default_caption_of: GeneratedAlways<Buffer | null>
}
export type ContentFileRow = Omit<Selectable<ContentFilesTable>, "live_path" | "default_caption_of">
export type NewContentFileRow = Insertable<ContentFilesTable>
export interface CourseStorageRow {
  course_id: Buffer
  used_bytes: number
}
// NOTE: uploads.attempts and processing_jobs.leased_until are written by the release before this one alone. A migration of
// the next release may drop them (docs/decisions/0044-schemas-and-releases.md).
export interface UploadRow {
  file_id: Buffer
  byte_offset: number
  expected_sha256: Buffer | null
  expires_at: Date
  check_at: Date | null
  lease_owner: Buffer | null
}
export interface UploadChunkRow {
  file_id: Buffer
  byte_offset: number
  byte_size: number
  id: Buffer
}
export interface ProcessingJobRow {
  file_id: Buffer
  is_video: number
  attempts: number
  next_action_at: Date
  lease_owner: Buffer | null
  progress_percent: number
  failure: string | null
}
export interface RenditionRow {
  id: Buffer
  file_id: Buffer
  height: number
  bitrate: number
  codecs: string
  playlist_path: string
  segment_count: number
}
export interface GrantEpochRow {
  user_id: Buffer
  course_id: Buffer
  epoch: number
  changed_at: Date
}
/** An HLS package of a video, or a video that is served as it is. */
export interface StreamsTable {
  id: Buffer
  file_id: Buffer
  session_id: Buffer
  course_id: Buffer
  folder: string
  entry_path: string
  poster_path: string | null
  storyboard_path: string | null
  discard_at: Date | null
  health: Generated<StreamHealthState | null>
  checked_at: Generated<Date | null>
  next_check_at: Date | null
  is_broken: Generated<number>
  recovered_at: Generated<Date | null>
  created_at: Date
  live_file_id: GeneratedAlways<Buffer | null>
}
export type StreamHealthState = "SUCCESS" | "FAIL" | "ERROR"
export type StreamRow = Omit<Selectable<StreamsTable>, "live_file_id">
export type NewStreamRow = Insertable<StreamsTable>
export interface StreamFileRow {
  stream_id: Buffer
  path: string
  byte_size: number
  sha256: Buffer
}
export interface StreamIssueRow {
  stream_id: Buffer
  position: number
  path: string
  culprit: "STORAGE" | "PACKAGING" | "NETWORK"
  message: string
  since: Date
}
export interface ContentTables {
  streams: StreamsTable
  stream_files: StreamFileRow
  stream_issues: StreamIssueRow
  content_files: ContentFilesTable
  course_storage: CourseStorageRow
  uploads: UploadRow
  upload_chunks: UploadChunkRow
  processing_jobs: ProcessingJobRow
  renditions: RenditionRow
  grant_epochs: GrantEpochRow
  grant_epoch_counter: { id: number; epoch: number }
}
/** The database, or a transaction of it. */
export type Database = Kysely<ContentTables>
