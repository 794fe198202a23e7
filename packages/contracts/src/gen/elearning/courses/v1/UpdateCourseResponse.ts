// Original file: proto/elearning/courses/v1/courses_service.proto

import type { Course as _elearning_courses_v1_Course, Course__Output as _elearning_courses_v1_Course__Output } from '../../../elearning/courses/v1/Course.ts';

export interface UpdateCourseResponse {
  'course'?: (_elearning_courses_v1_Course | null);
}

export interface UpdateCourseResponse__Output {
  'course': (_elearning_courses_v1_Course__Output | null);
}
