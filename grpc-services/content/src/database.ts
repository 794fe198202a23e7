import type { Kysely } from "kysely"

export interface ContentFileRow {
  id: Buffer
  session_id: Buffer
  course_id: Buffer
  type: "VIDEO" | "AUDIO" | "CAPTION" | "DOCUMENT" | "IMAGE" | "ARCHIVE" | "OTHER"
  path: string
  file_name: string
  media_type: string
  byte_size: number
  sha256: Buffer
  language: string | null
  label: string | null
  is_default: number
  duration_ms: number | null
  status: "UPLOADING" | "PROCESSING" | "READY" | "FAILED" | "DELETED"
  created_at: Date
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
export interface ContentTables {
  content_files: ContentFileRow
  renditions: RenditionRow
  grant_epochs: GrantEpochRow
  grant_epoch_counter: { id: number; epoch: number }
}
/** The database, or a transaction of it. */
export type Database = Kysely<ContentTables>
