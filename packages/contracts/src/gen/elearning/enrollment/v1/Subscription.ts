// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { Plan as _elearning_enrollment_v1_Plan, Plan__Output as _elearning_enrollment_v1_Plan__Output } from '../../../elearning/enrollment/v1/Plan.ts';
import type { SubscriptionStatus as _elearning_enrollment_v1_SubscriptionStatus, SubscriptionStatus__Output as _elearning_enrollment_v1_SubscriptionStatus__Output } from '../../../elearning/enrollment/v1/SubscriptionStatus.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface Subscription {
  'id'?: (string);
  'userId'?: (string);
  'plan'?: (_elearning_enrollment_v1_Plan | null);
  'status'?: (_elearning_enrollment_v1_SubscriptionStatus);
  'startTime'?: (_google_protobuf_Timestamp | null);
  'periodStartTime'?: (_google_protobuf_Timestamp | null);
  'periodEndTime'?: (_google_protobuf_Timestamp | null);
  'autoRenew'?: (boolean);
  'etag'?: (string);
  'cancelTime'?: (_google_protobuf_Timestamp | null);
}

export interface Subscription__Output {
  'id': (string);
  'userId': (string);
  'plan': (_elearning_enrollment_v1_Plan__Output | null);
  'status': (_elearning_enrollment_v1_SubscriptionStatus__Output);
  'startTime': (_google_protobuf_Timestamp__Output | null);
  'periodStartTime': (_google_protobuf_Timestamp__Output | null);
  'periodEndTime': (_google_protobuf_Timestamp__Output | null);
  'autoRenew': (boolean);
  'etag': (string);
  'cancelTime': (_google_protobuf_Timestamp__Output | null);
}
