// Original file: proto/elearning/courses/v1/courses_service.proto

import type { Review as _elearning_courses_v1_Review, Review__Output as _elearning_courses_v1_Review__Output } from '../../../elearning/courses/v1/Review.ts';

export interface ListHiddenReviewsResponse {
  'reviews'?: (_elearning_courses_v1_Review)[];
  'nextPageToken'?: (string);
  'totalSize'?: (number);
  'cursors'?: (string)[];
}

export interface ListHiddenReviewsResponse__Output {
  'reviews': (_elearning_courses_v1_Review__Output)[];
  'nextPageToken': (string);
  'totalSize': (number);
  'cursors': (string)[];
}
