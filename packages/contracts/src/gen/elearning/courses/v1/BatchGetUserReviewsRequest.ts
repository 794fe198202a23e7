// Original file: proto/elearning/courses/v1/courses_service.proto


export interface BatchGetUserReviewsRequest {
  'userId'?: (string);
  'courseIds'?: (string)[];
}

export interface BatchGetUserReviewsRequest__Output {
  'userId': (string);
  'courseIds': (string)[];
}
