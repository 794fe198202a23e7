// Original file: proto/elearning/courses/v1/courses_service.proto

import type { PortableCourse as _elearning_courses_v1_PortableCourse, PortableCourse__Output as _elearning_courses_v1_PortableCourse__Output } from '../../../elearning/courses/v1/PortableCourse.ts';

export interface ExportCoursesResponse {
  'courses'?: (_elearning_courses_v1_PortableCourse)[];
  'nextPageToken'?: (string);
  'totalSize'?: (number);
}

export interface ExportCoursesResponse__Output {
  'courses': (_elearning_courses_v1_PortableCourse__Output)[];
  'nextPageToken': (string);
  'totalSize': (number);
}
