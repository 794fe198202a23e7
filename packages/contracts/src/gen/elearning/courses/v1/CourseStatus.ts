// Original file: proto/elearning/courses/v1/courses_service.proto

export const CourseStatus = {
  COURSE_STATUS_UNSPECIFIED: 'COURSE_STATUS_UNSPECIFIED',
  COURSE_STATUS_DRAFT: 'COURSE_STATUS_DRAFT',
  COURSE_STATUS_PUBLISHED: 'COURSE_STATUS_PUBLISHED',
  COURSE_STATUS_ARCHIVED: 'COURSE_STATUS_ARCHIVED',
} as const;

export type CourseStatus =
  | 'COURSE_STATUS_UNSPECIFIED'
  | 0
  | 'COURSE_STATUS_DRAFT'
  | 1
  | 'COURSE_STATUS_PUBLISHED'
  | 2
  | 'COURSE_STATUS_ARCHIVED'
  | 3

export type CourseStatus__Output = typeof CourseStatus[keyof typeof CourseStatus]
