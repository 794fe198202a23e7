// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface BatchGetEnrollmentsRequest {
  'ids'?: (string)[];
  'userId'?: (string);
  'courseIds'?: (string)[];
}

export interface BatchGetEnrollmentsRequest__Output {
  'ids': (string)[];
  'userId': (string);
  'courseIds': (string)[];
}
