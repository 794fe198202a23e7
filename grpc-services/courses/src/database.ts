import type { GeneratedAlways, Kysely, Selectable } from "kysely"

export interface CourseRow {
  id: Buffer
  slug: string
  title: string
  description: string
  instructor_id: Buffer
  instructor_bio: string
  language: string
  level: "BEGINNER" | "INTERMEDIATE" | "ADVANCED" | "ALL_LEVELS"
  status: "DRAFT" | "PUBLISHED" | "ARCHIVED"
  session_count: number
  total_duration_seconds: number
  rating_sum: number
  rating_count: number
  r1: number
  r2: number
  r3: number
  r4: number
  r5: number
  version: number
  created_at: Date
  updated_at: Date
  price_minor: number | null
  price_currency: string | null
  published_at: Date | null
}
export interface CourseCategoryRow {
  course_id: Buffer
  category: string
}
export interface CourseSessionRow {
  id: Buffer
  course_id: Buffer
  position: number | null
  title: string
  summary: string
  video_url: string
  duration_seconds: number
  is_preview: number
  version: number
  created_at: Date
  updated_at: Date
  deleted_at: Date | null
}
interface CourseReviewColumns {
  id: Buffer
  course_id: Buffer
  user_id: Buffer
  score: number
  comment: string
  created_at: Date
  updated_at: Date
  hidden_at: Date | null
  hidden_reason: string
  deleted_at: Date | null
  is_shown: GeneratedAlways<number>
}
export interface CourseTermRow {
  term: string
  status: CourseRow["status"]
  impact: number
  course_id: Buffer
}
export interface CourseIndexRow {
  course_id: Buffer
  digest: Buffer
  terms_version: number
}
export interface InstructorNameRow {
  instructor_id: Buffer
  display_name: string
  version: number
}
/** With what the database makes of a row. */
export interface CoursesTable extends CourseRow {
  rating_mean: GeneratedAlways<number>
  rating_rank: GeneratedAlways<number>
}
export type StoredCourseRow = Selectable<CoursesTable>
export type CourseReviewRow = Omit<Selectable<CourseReviewColumns>, "is_shown">
export interface CoursesTables {
  courses: CoursesTable
  course_categories: CourseCategoryRow
  course_sessions: CourseSessionRow
  course_reviews: CourseReviewColumns
  course_terms: CourseTermRow
  course_index: CourseIndexRow
  instructor_names: InstructorNameRow
}
/** The database, or a transaction of it. */
export type Database = Kysely<CoursesTables>
