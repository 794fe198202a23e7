// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { NotificationPreference as _elearning_enrollment_v1_NotificationPreference, NotificationPreference__Output as _elearning_enrollment_v1_NotificationPreference__Output } from '../../../elearning/enrollment/v1/NotificationPreference.ts';

export interface UpdateNotificationPreferencesResponse {
  'preferences'?: (_elearning_enrollment_v1_NotificationPreference)[];
}

export interface UpdateNotificationPreferencesResponse__Output {
  'preferences': (_elearning_enrollment_v1_NotificationPreference__Output)[];
}
