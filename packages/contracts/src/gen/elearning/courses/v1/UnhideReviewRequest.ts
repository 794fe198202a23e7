// Original file: proto/elearning/courses/v1/courses_service.proto


export interface UnhideReviewRequest {
  'id'?: (string);
}

export interface UnhideReviewRequest__Output {
  'id': (string);
}
