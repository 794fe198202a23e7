// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface CreateEnrollmentRequest {
  'courseId'?: (string);
  'requestId'?: (string);
}

export interface CreateEnrollmentRequest__Output {
  'courseId': (string);
  'requestId': (string);
}
