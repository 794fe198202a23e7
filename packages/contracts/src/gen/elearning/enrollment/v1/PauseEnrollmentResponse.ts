// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { Enrollment as _elearning_enrollment_v1_Enrollment, Enrollment__Output as _elearning_enrollment_v1_Enrollment__Output } from '../../../elearning/enrollment/v1/Enrollment.ts';

export interface PauseEnrollmentResponse {
  'enrollment'?: (_elearning_enrollment_v1_Enrollment | null);
}

export interface PauseEnrollmentResponse__Output {
  'enrollment': (_elearning_enrollment_v1_Enrollment__Output | null);
}
