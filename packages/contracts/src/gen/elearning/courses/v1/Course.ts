// Original file: proto/elearning/courses/v1/courses_service.proto

import type { CourseLevel as _elearning_courses_v1_CourseLevel, CourseLevel__Output as _elearning_courses_v1_CourseLevel__Output } from '../../../elearning/courses/v1/CourseLevel.ts';
import type { CourseStatus as _elearning_courses_v1_CourseStatus, CourseStatus__Output as _elearning_courses_v1_CourseStatus__Output } from '../../../elearning/courses/v1/CourseStatus.ts';
import type { RatingSummary as _elearning_courses_v1_RatingSummary, RatingSummary__Output as _elearning_courses_v1_RatingSummary__Output } from '../../../elearning/courses/v1/RatingSummary.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';
import type { Money as _elearning_common_v1_Money, Money__Output as _elearning_common_v1_Money__Output } from '../../../elearning/common/v1/Money.ts';

export interface Course {
  'id'?: (string);
  'slug'?: (string);
  'title'?: (string);
  'description'?: (string);
  'instructorId'?: (string);
  'instructorBio'?: (string);
  'language'?: (string);
  'level'?: (_elearning_courses_v1_CourseLevel);
  'categories'?: (string)[];
  'status'?: (_elearning_courses_v1_CourseStatus);
  'rating'?: (_elearning_courses_v1_RatingSummary | null);
  'sessionCount'?: (number);
  'totalDurationSeconds'?: (number);
  'createTime'?: (_google_protobuf_Timestamp | null);
  'updateTime'?: (_google_protobuf_Timestamp | null);
  'etag'?: (string);
  'price'?: (_elearning_common_v1_Money | null);
  'publishTime'?: (_google_protobuf_Timestamp | null);
}

export interface Course__Output {
  'id': (string);
  'slug': (string);
  'title': (string);
  'description': (string);
  'instructorId': (string);
  'instructorBio': (string);
  'language': (string);
  'level': (_elearning_courses_v1_CourseLevel__Output);
  'categories': (string)[];
  'status': (_elearning_courses_v1_CourseStatus__Output);
  'rating': (_elearning_courses_v1_RatingSummary__Output | null);
  'sessionCount': (number);
  'totalDurationSeconds': (number);
  'createTime': (_google_protobuf_Timestamp__Output | null);
  'updateTime': (_google_protobuf_Timestamp__Output | null);
  'etag': (string);
  'price': (_elearning_common_v1_Money__Output | null);
  'publishTime': (_google_protobuf_Timestamp__Output | null);
}
