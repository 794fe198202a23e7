// Original file: proto/elearning/courses/v1/courses_service.proto

import type { Course as _elearning_courses_v1_Course, Course__Output as _elearning_courses_v1_Course__Output } from '../../../elearning/courses/v1/Course.ts';
import type { FieldMask as _google_protobuf_FieldMask, FieldMask__Output as _google_protobuf_FieldMask__Output } from '../../../google/protobuf/FieldMask.ts';

export interface UpdateCourseRequest {
  'course'?: (_elearning_courses_v1_Course | null);
  'updateMask'?: (_google_protobuf_FieldMask | null);
}

export interface UpdateCourseRequest__Output {
  'course': (_elearning_courses_v1_Course__Output | null);
  'updateMask': (_google_protobuf_FieldMask__Output | null);
}
