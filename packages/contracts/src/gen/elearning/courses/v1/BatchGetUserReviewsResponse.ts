// Original file: proto/elearning/courses/v1/courses_service.proto

import type { Review as _elearning_courses_v1_Review, Review__Output as _elearning_courses_v1_Review__Output } from '../../../elearning/courses/v1/Review.ts';

export interface BatchGetUserReviewsResponse {
  'reviews'?: (_elearning_courses_v1_Review)[];
}

export interface BatchGetUserReviewsResponse__Output {
  'reviews': (_elearning_courses_v1_Review__Output)[];
}
