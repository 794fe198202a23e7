// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { Money as _elearning_common_v1_Money, Money__Output as _elearning_common_v1_Money__Output } from '../../../elearning/common/v1/Money.ts';

export interface CreateEnrollmentRequest {
  'courseId'?: (string);
  'paymentToken'?: (string);
  'requestId'?: (string);
  'expectedPrice'?: (_elearning_common_v1_Money | null);
}

export interface CreateEnrollmentRequest__Output {
  'courseId': (string);
  'paymentToken': (string);
  'requestId': (string);
  'expectedPrice': (_elearning_common_v1_Money__Output | null);
}
