// Original file: proto/elearning/courses/v1/courses_service.proto

import type { Session as _elearning_courses_v1_Session, Session__Output as _elearning_courses_v1_Session__Output } from '../../../elearning/courses/v1/Session.ts';
import type { Course as _elearning_courses_v1_Course, Course__Output as _elearning_courses_v1_Course__Output } from '../../../elearning/courses/v1/Course.ts';

export interface ReorderSessionsResponse {
  'sessions'?: (_elearning_courses_v1_Session)[];
  'course'?: (_elearning_courses_v1_Course | null);
}

export interface ReorderSessionsResponse__Output {
  'sessions': (_elearning_courses_v1_Session__Output)[];
  'course': (_elearning_courses_v1_Course__Output | null);
}
