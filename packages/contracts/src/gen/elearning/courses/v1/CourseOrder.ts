// Original file: proto/elearning/courses/v1/courses_service.proto

export const CourseOrder = {
  COURSE_ORDER_UNSPECIFIED: 'COURSE_ORDER_UNSPECIFIED',
  COURSE_ORDER_NEWEST: 'COURSE_ORDER_NEWEST',
  COURSE_ORDER_RATING: 'COURSE_ORDER_RATING',
  COURSE_ORDER_POPULARITY: 'COURSE_ORDER_POPULARITY',
  COURSE_ORDER_TITLE: 'COURSE_ORDER_TITLE',
  COURSE_ORDER_RELEVANCE: 'COURSE_ORDER_RELEVANCE',
} as const;

export type CourseOrder =
  | 'COURSE_ORDER_UNSPECIFIED'
  | 0
  | 'COURSE_ORDER_NEWEST'
  | 1
  | 'COURSE_ORDER_RATING'
  | 2
  | 'COURSE_ORDER_POPULARITY'
  | 3
  | 'COURSE_ORDER_TITLE'
  | 4
  | 'COURSE_ORDER_RELEVANCE'
  | 5

export type CourseOrder__Output = typeof CourseOrder[keyof typeof CourseOrder]
