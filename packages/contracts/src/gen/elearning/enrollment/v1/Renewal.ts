// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';
import type { RenewalOutcome as _elearning_enrollment_v1_RenewalOutcome, RenewalOutcome__Output as _elearning_enrollment_v1_RenewalOutcome__Output } from '../../../elearning/enrollment/v1/RenewalOutcome.ts';

export interface Renewal {
  'id'?: (string);
  'subscriptionId'?: (string);
  'periodStartTime'?: (_google_protobuf_Timestamp | null);
  'periodEndTime'?: (_google_protobuf_Timestamp | null);
  'outcome'?: (_elearning_enrollment_v1_RenewalOutcome);
  'occurTime'?: (_google_protobuf_Timestamp | null);
}

export interface Renewal__Output {
  'id': (string);
  'subscriptionId': (string);
  'periodStartTime': (_google_protobuf_Timestamp__Output | null);
  'periodEndTime': (_google_protobuf_Timestamp__Output | null);
  'outcome': (_elearning_enrollment_v1_RenewalOutcome__Output);
  'occurTime': (_google_protobuf_Timestamp__Output | null);
}
