// Original file: proto/elearning/courses/v1/courses_service.proto

export const CourseLevel = {
  COURSE_LEVEL_UNSPECIFIED: 'COURSE_LEVEL_UNSPECIFIED',
  COURSE_LEVEL_BEGINNER: 'COURSE_LEVEL_BEGINNER',
  COURSE_LEVEL_INTERMEDIATE: 'COURSE_LEVEL_INTERMEDIATE',
  COURSE_LEVEL_ADVANCED: 'COURSE_LEVEL_ADVANCED',
  COURSE_LEVEL_ALL_LEVELS: 'COURSE_LEVEL_ALL_LEVELS',
} as const;

export type CourseLevel =
  | 'COURSE_LEVEL_UNSPECIFIED'
  | 0
  | 'COURSE_LEVEL_BEGINNER'
  | 1
  | 'COURSE_LEVEL_INTERMEDIATE'
  | 2
  | 'COURSE_LEVEL_ADVANCED'
  | 3
  | 'COURSE_LEVEL_ALL_LEVELS'
  | 4

export type CourseLevel__Output = typeof CourseLevel[keyof typeof CourseLevel]
