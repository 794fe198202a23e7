// Original file: proto/elearning/courses/v1/courses_service.proto

import type { CourseLevel as _elearning_courses_v1_CourseLevel, CourseLevel__Output as _elearning_courses_v1_CourseLevel__Output } from '../../../elearning/courses/v1/CourseLevel.ts';
import type { CourseStatus as _elearning_courses_v1_CourseStatus, CourseStatus__Output as _elearning_courses_v1_CourseStatus__Output } from '../../../elearning/courses/v1/CourseStatus.ts';
import type { CourseOrder as _elearning_courses_v1_CourseOrder, CourseOrder__Output as _elearning_courses_v1_CourseOrder__Output } from '../../../elearning/courses/v1/CourseOrder.ts';

export interface ListCoursesRequest {
  'pageSize'?: (number);
  'pageToken'?: (string);
  'query'?: (string);
  'categories'?: (string)[];
  'level'?: (_elearning_courses_v1_CourseLevel);
  'language'?: (string);
  'minRating'?: (number | string);
  'instructorId'?: (string);
  'status'?: (_elearning_courses_v1_CourseStatus);
  'orderBy'?: (_elearning_courses_v1_CourseOrder);
}

export interface ListCoursesRequest__Output {
  'pageSize': (number);
  'pageToken': (string);
  'query': (string);
  'categories': (string)[];
  'level': (_elearning_courses_v1_CourseLevel__Output);
  'language': (string);
  'minRating': (number);
  'instructorId': (string);
  'status': (_elearning_courses_v1_CourseStatus__Output);
  'orderBy': (_elearning_courses_v1_CourseOrder__Output);
}
