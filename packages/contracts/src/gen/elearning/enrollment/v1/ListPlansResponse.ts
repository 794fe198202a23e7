// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { Plan as _elearning_enrollment_v1_Plan, Plan__Output as _elearning_enrollment_v1_Plan__Output } from '../../../elearning/enrollment/v1/Plan.ts';

export interface ListPlansResponse {
  'plans'?: (_elearning_enrollment_v1_Plan)[];
}

export interface ListPlansResponse__Output {
  'plans': (_elearning_enrollment_v1_Plan__Output)[];
}
