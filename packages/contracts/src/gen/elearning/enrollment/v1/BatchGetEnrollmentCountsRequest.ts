// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface BatchGetEnrollmentCountsRequest {
  'courseIds'?: (string)[];
}

export interface BatchGetEnrollmentCountsRequest__Output {
  'courseIds': (string)[];
}
