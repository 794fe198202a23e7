// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { Notice as _elearning_enrollment_v1_Notice, Notice__Output as _elearning_enrollment_v1_Notice__Output } from '../../../elearning/enrollment/v1/Notice.ts';

export interface ListNoticesResponse {
  'notices'?: (_elearning_enrollment_v1_Notice)[];
  'nextPageToken'?: (string);
  'unreadCount'?: (number);
  'cursors'?: (string)[];
}

export interface ListNoticesResponse__Output {
  'notices': (_elearning_enrollment_v1_Notice__Output)[];
  'nextPageToken': (string);
  'unreadCount': (number);
  'cursors': (string)[];
}
