import type { CourseLevel } from "@lectern/contracts/elearning/courses/v1/CourseLevel.ts"
import type { CourseStatus } from "@lectern/contracts/elearning/courses/v1/CourseStatus.ts"

const LEVELS = ["BEGINNER", "INTERMEDIATE", "ADVANCED", "ALL_LEVELS"] as const
const STATUSES = ["DRAFT", "PUBLISHED", "ARCHIVED"] as const
const named = <W extends string>(words: readonly W[], text: string): W | "UNSPECIFIED" =>
  words.find((word) => word === text.trim().toUpperCase()) ?? "UNSPECIFIED"

/** Words of a file as the service knows them; what means nothing is unspecified, which the service refuses. */
export const courseLevel = (text: string): keyof typeof CourseLevel => `COURSE_LEVEL_${named(LEVELS, text)}`
export const courseStatus = (text: string): keyof typeof CourseStatus => `COURSE_STATUS_${named(STATUSES, text)}`
