// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { EnrollmentStatus as _elearning_enrollment_v1_EnrollmentStatus, EnrollmentStatus__Output as _elearning_enrollment_v1_EnrollmentStatus__Output } from '../../../elearning/enrollment/v1/EnrollmentStatus.ts';

export interface ListEnrollmentsRequest {
  'userId'?: (string);
  'status'?: (_elearning_enrollment_v1_EnrollmentStatus);
  'pageSize'?: (number);
  'pageToken'?: (string);
}

export interface ListEnrollmentsRequest__Output {
  'userId': (string);
  'status': (_elearning_enrollment_v1_EnrollmentStatus__Output);
  'pageSize': (number);
  'pageToken': (string);
}
