// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface CancelEnrollmentRequest {
  'id'?: (string);
  'etag'?: (string);
}

export interface CancelEnrollmentRequest__Output {
  'id': (string);
  'etag': (string);
}
