// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { NotificationPreferenceChange as _elearning_enrollment_v1_NotificationPreferenceChange, NotificationPreferenceChange__Output as _elearning_enrollment_v1_NotificationPreferenceChange__Output } from '../../../elearning/enrollment/v1/NotificationPreferenceChange.ts';

export interface UpdateNotificationPreferencesRequest {
  'changes'?: (_elearning_enrollment_v1_NotificationPreferenceChange)[];
}

export interface UpdateNotificationPreferencesRequest__Output {
  'changes': (_elearning_enrollment_v1_NotificationPreferenceChange__Output)[];
}
