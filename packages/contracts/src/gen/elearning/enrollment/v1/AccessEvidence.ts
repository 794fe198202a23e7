// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { StaffRole as _elearning_enrollment_v1_StaffRole, StaffRole__Output as _elearning_enrollment_v1_StaffRole__Output } from '../../../elearning/enrollment/v1/StaffRole.ts';

export interface AccessEvidence {
  'enrollmentId'?: (string);
  'subscriptionId'?: (string);
  'staffRole'?: (_elearning_enrollment_v1_StaffRole);
  'preview'?: (boolean);
}

export interface AccessEvidence__Output {
  'enrollmentId': (string);
  'subscriptionId': (string);
  'staffRole': (_elearning_enrollment_v1_StaffRole__Output);
  'preview': (boolean);
}
