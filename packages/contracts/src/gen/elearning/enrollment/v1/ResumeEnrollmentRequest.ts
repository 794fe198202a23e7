// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface ResumeEnrollmentRequest {
  'id'?: (string);
  'etag'?: (string);
}

export interface ResumeEnrollmentRequest__Output {
  'id': (string);
  'etag': (string);
}
