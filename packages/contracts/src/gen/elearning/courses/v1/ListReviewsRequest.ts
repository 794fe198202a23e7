// Original file: proto/elearning/courses/v1/courses_service.proto


export interface ListReviewsRequest {
  'courseId'?: (string);
  'pageSize'?: (number);
  'pageToken'?: (string);
  'minScore'?: (number);
}

export interface ListReviewsRequest__Output {
  'courseId': (string);
  'pageSize': (number);
  'pageToken': (string);
  'minScore': (number);
}
