// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { NoticeType as _elearning_enrollment_v1_NoticeType, NoticeType__Output as _elearning_enrollment_v1_NoticeType__Output } from '../../../elearning/enrollment/v1/NoticeType.ts';
import type { NotificationChannel as _elearning_enrollment_v1_NotificationChannel, NotificationChannel__Output as _elearning_enrollment_v1_NotificationChannel__Output } from '../../../elearning/enrollment/v1/NotificationChannel.ts';

export interface NotificationPreferenceChange {
  'type'?: (_elearning_enrollment_v1_NoticeType);
  'channel'?: (_elearning_enrollment_v1_NotificationChannel);
  'enabled'?: (boolean);
}

export interface NotificationPreferenceChange__Output {
  'type': (_elearning_enrollment_v1_NoticeType__Output);
  'channel': (_elearning_enrollment_v1_NotificationChannel__Output);
  'enabled': (boolean);
}
