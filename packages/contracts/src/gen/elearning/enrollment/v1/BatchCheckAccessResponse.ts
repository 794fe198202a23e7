// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { AccessDecision as _elearning_enrollment_v1_AccessDecision, AccessDecision__Output as _elearning_enrollment_v1_AccessDecision__Output } from '../../../elearning/enrollment/v1/AccessDecision.ts';

export interface BatchCheckAccessResponse {
  'decisions'?: (_elearning_enrollment_v1_AccessDecision)[];
  'previewDecisions'?: (_elearning_enrollment_v1_AccessDecision)[];
}

export interface BatchCheckAccessResponse__Output {
  'decisions': (_elearning_enrollment_v1_AccessDecision__Output)[];
  'previewDecisions': (_elearning_enrollment_v1_AccessDecision__Output)[];
}
