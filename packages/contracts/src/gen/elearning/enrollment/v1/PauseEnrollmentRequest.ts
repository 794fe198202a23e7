// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface PauseEnrollmentRequest {
  'id'?: (string);
  'etag'?: (string);
}

export interface PauseEnrollmentRequest__Output {
  'id': (string);
  'etag': (string);
}
