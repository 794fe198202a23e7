// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface EnrollmentCount {
  'courseId'?: (string);
  'count'?: (number);
}

export interface EnrollmentCount__Output {
  'courseId': (string);
  'count': (number);
}
