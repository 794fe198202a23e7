// Original file: proto/elearning/courses/v1/courses_service.proto


export interface HideReviewRequest {
  'id'?: (string);
  'reason'?: (string);
}

export interface HideReviewRequest__Output {
  'id': (string);
  'reason': (string);
}
