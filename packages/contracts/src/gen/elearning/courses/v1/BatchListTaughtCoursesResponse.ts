// Original file: proto/elearning/courses/v1/courses_service.proto

import type { TaughtCoursesPage as _elearning_courses_v1_TaughtCoursesPage, TaughtCoursesPage__Output as _elearning_courses_v1_TaughtCoursesPage__Output } from '../../../elearning/courses/v1/TaughtCoursesPage.ts';

export interface BatchListTaughtCoursesResponse {
  'pages'?: (_elearning_courses_v1_TaughtCoursesPage)[];
}

export interface BatchListTaughtCoursesResponse__Output {
  'pages': (_elearning_courses_v1_TaughtCoursesPage__Output)[];
}
