// Original file: proto/elearning/courses/v1/courses_service.proto

import type { Course as _elearning_courses_v1_Course, Course__Output as _elearning_courses_v1_Course__Output } from '../../../elearning/courses/v1/Course.ts';

export interface TaughtCoursesPage {
  'instructorId'?: (string);
  'courses'?: (_elearning_courses_v1_Course)[];
  'nextPageToken'?: (string);
  'totalSize'?: (number);
  'cursors'?: (string)[];
}

export interface TaughtCoursesPage__Output {
  'instructorId': (string);
  'courses': (_elearning_courses_v1_Course__Output)[];
  'nextPageToken': (string);
  'totalSize': (number);
  'cursors': (string)[];
}
