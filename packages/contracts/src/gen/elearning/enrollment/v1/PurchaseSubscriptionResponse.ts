// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { Subscription as _elearning_enrollment_v1_Subscription, Subscription__Output as _elearning_enrollment_v1_Subscription__Output } from '../../../elearning/enrollment/v1/Subscription.ts';

export interface PurchaseSubscriptionResponse {
  'subscription'?: (_elearning_enrollment_v1_Subscription | null);
  'replayed'?: (boolean);
}

export interface PurchaseSubscriptionResponse__Output {
  'subscription': (_elearning_enrollment_v1_Subscription__Output | null);
  'replayed': (boolean);
}
