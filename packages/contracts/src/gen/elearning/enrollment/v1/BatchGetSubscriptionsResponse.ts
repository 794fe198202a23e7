// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { Subscription as _elearning_enrollment_v1_Subscription, Subscription__Output as _elearning_enrollment_v1_Subscription__Output } from '../../../elearning/enrollment/v1/Subscription.ts';

export interface BatchGetSubscriptionsResponse {
  'subscriptions'?: (_elearning_enrollment_v1_Subscription)[];
}

export interface BatchGetSubscriptionsResponse__Output {
  'subscriptions': (_elearning_enrollment_v1_Subscription__Output)[];
}
