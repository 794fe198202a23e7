// Original file: proto/elearning/courses/v1/courses_service.proto

import type { Course as _elearning_courses_v1_Course, Course__Output as _elearning_courses_v1_Course__Output } from '../../../elearning/courses/v1/Course.ts';
import type { Session as _elearning_courses_v1_Session, Session__Output as _elearning_courses_v1_Session__Output } from '../../../elearning/courses/v1/Session.ts';

export interface PortableCourse {
  'course'?: (_elearning_courses_v1_Course | null);
  'instructorEmail'?: (string);
  'sessions'?: (_elearning_courses_v1_Session)[];
}

export interface PortableCourse__Output {
  'course': (_elearning_courses_v1_Course__Output | null);
  'instructorEmail': (string);
  'sessions': (_elearning_courses_v1_Session__Output)[];
}
