// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { UserAccess as _elearning_enrollment_v1_UserAccess, UserAccess__Output as _elearning_enrollment_v1_UserAccess__Output } from '../../../elearning/enrollment/v1/UserAccess.ts';

export interface BatchCheckUserAccessResponse {
  'answers'?: (_elearning_enrollment_v1_UserAccess)[];
}

export interface BatchCheckUserAccessResponse__Output {
  'answers': (_elearning_enrollment_v1_UserAccess__Output)[];
}
