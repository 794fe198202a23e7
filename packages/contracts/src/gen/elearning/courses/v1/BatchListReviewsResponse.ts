// Original file: proto/elearning/courses/v1/courses_service.proto

import type { ReviewPage as _elearning_courses_v1_ReviewPage, ReviewPage__Output as _elearning_courses_v1_ReviewPage__Output } from '../../../elearning/courses/v1/ReviewPage.ts';

export interface BatchListReviewsResponse {
  'pages'?: (_elearning_courses_v1_ReviewPage)[];
}

export interface BatchListReviewsResponse__Output {
  'pages': (_elearning_courses_v1_ReviewPage__Output)[];
}
