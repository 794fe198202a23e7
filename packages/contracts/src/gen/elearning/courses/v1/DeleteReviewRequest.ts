// Original file: proto/elearning/courses/v1/courses_service.proto


export interface DeleteReviewRequest {
  'courseId'?: (string);
}

export interface DeleteReviewRequest__Output {
  'courseId': (string);
}
