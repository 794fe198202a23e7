// Original file: proto/elearning/courses/v1/courses_service.proto

import type { Review as _elearning_courses_v1_Review, Review__Output as _elearning_courses_v1_Review__Output } from '../../../elearning/courses/v1/Review.ts';
import type { Course as _elearning_courses_v1_Course, Course__Output as _elearning_courses_v1_Course__Output } from '../../../elearning/courses/v1/Course.ts';

export interface UnhideReviewResponse {
  'review'?: (_elearning_courses_v1_Review | null);
  'course'?: (_elearning_courses_v1_Course | null);
}

export interface UnhideReviewResponse__Output {
  'review': (_elearning_courses_v1_Review__Output | null);
  'course': (_elearning_courses_v1_Course__Output | null);
}
