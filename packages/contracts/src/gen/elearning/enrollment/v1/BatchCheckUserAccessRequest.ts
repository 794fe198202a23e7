// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { UserAccessQuestion as _elearning_enrollment_v1_UserAccessQuestion, UserAccessQuestion__Output as _elearning_enrollment_v1_UserAccessQuestion__Output } from '../../../elearning/enrollment/v1/UserAccessQuestion.ts';

export interface BatchCheckUserAccessRequest {
  'questions'?: (_elearning_enrollment_v1_UserAccessQuestion)[];
}

export interface BatchCheckUserAccessRequest__Output {
  'questions': (_elearning_enrollment_v1_UserAccessQuestion__Output)[];
}
