// Original file: proto/elearning/courses/v1/courses_service.proto


export interface ListHiddenReviewsRequest {
  'pageSize'?: (number);
  'pageToken'?: (string);
}

export interface ListHiddenReviewsRequest__Output {
  'pageSize': (number);
  'pageToken': (string);
}
