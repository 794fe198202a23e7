// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { EnrollmentCount as _elearning_enrollment_v1_EnrollmentCount, EnrollmentCount__Output as _elearning_enrollment_v1_EnrollmentCount__Output } from '../../../elearning/enrollment/v1/EnrollmentCount.ts';

export interface BatchGetEnrollmentCountsResponse {
  'counts'?: (_elearning_enrollment_v1_EnrollmentCount)[];
}

export interface BatchGetEnrollmentCountsResponse__Output {
  'counts': (_elearning_enrollment_v1_EnrollmentCount__Output)[];
}
