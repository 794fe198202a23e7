// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { Enrollment as _elearning_enrollment_v1_Enrollment, Enrollment__Output as _elearning_enrollment_v1_Enrollment__Output } from '../../../elearning/enrollment/v1/Enrollment.ts';

export interface ListEnrollmentsResponse {
  'enrollments'?: (_elearning_enrollment_v1_Enrollment)[];
  'nextPageToken'?: (string);
  'totalSize'?: (number);
  'cursors'?: (string)[];
}

export interface ListEnrollmentsResponse__Output {
  'enrollments': (_elearning_enrollment_v1_Enrollment__Output)[];
  'nextPageToken': (string);
  'totalSize': (number);
  'cursors': (string)[];
}
