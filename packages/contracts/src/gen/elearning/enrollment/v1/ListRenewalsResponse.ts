// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { Renewal as _elearning_enrollment_v1_Renewal, Renewal__Output as _elearning_enrollment_v1_Renewal__Output } from '../../../elearning/enrollment/v1/Renewal.ts';

export interface ListRenewalsResponse {
  'renewals'?: (_elearning_enrollment_v1_Renewal)[];
  'nextPageToken'?: (string);
  'cursors'?: (string)[];
}

export interface ListRenewalsResponse__Output {
  'renewals': (_elearning_enrollment_v1_Renewal__Output)[];
  'nextPageToken': (string);
  'cursors': (string)[];
}
