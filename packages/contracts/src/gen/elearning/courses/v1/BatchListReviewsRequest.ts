// Original file: proto/elearning/courses/v1/courses_service.proto


export interface BatchListReviewsRequest {
  'courseIds'?: (string)[];
  'pageSize'?: (number);
  'minScore'?: (number);
}

export interface BatchListReviewsRequest__Output {
  'courseIds': (string)[];
  'pageSize': (number);
  'minScore': (number);
}
