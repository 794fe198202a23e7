// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { Plan as _elearning_enrollment_v1_Plan, Plan__Output as _elearning_enrollment_v1_Plan__Output } from '../../../elearning/enrollment/v1/Plan.ts';

export interface CreatePlanResponse {
  'plan'?: (_elearning_enrollment_v1_Plan | null);
}

export interface CreatePlanResponse__Output {
  'plan': (_elearning_enrollment_v1_Plan__Output | null);
}
