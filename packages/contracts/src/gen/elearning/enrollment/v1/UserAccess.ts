// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { UserAccessQuestion as _elearning_enrollment_v1_UserAccessQuestion, UserAccessQuestion__Output as _elearning_enrollment_v1_UserAccessQuestion__Output } from '../../../elearning/enrollment/v1/UserAccessQuestion.ts';
import type { AccessDecision as _elearning_enrollment_v1_AccessDecision, AccessDecision__Output as _elearning_enrollment_v1_AccessDecision__Output } from '../../../elearning/enrollment/v1/AccessDecision.ts';

export interface UserAccess {
  'question'?: (_elearning_enrollment_v1_UserAccessQuestion | null);
  'decision'?: (_elearning_enrollment_v1_AccessDecision | null);
}

export interface UserAccess__Output {
  'question': (_elearning_enrollment_v1_UserAccessQuestion__Output | null);
  'decision': (_elearning_enrollment_v1_AccessDecision__Output | null);
}
