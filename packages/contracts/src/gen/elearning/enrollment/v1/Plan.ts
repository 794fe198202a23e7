// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { BillingInterval as _elearning_enrollment_v1_BillingInterval, BillingInterval__Output as _elearning_enrollment_v1_BillingInterval__Output } from '../../../elearning/enrollment/v1/BillingInterval.ts';
import type { Money as _elearning_common_v1_Money, Money__Output as _elearning_common_v1_Money__Output } from '../../../elearning/common/v1/Money.ts';

export interface Plan {
  'id'?: (string);
  'name'?: (string);
  'interval'?: (_elearning_enrollment_v1_BillingInterval);
  'price'?: (_elearning_common_v1_Money | null);
}

export interface Plan__Output {
  'id': (string);
  'name': (string);
  'interval': (_elearning_enrollment_v1_BillingInterval__Output);
  'price': (_elearning_common_v1_Money__Output | null);
}
