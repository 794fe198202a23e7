// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { AccessReason as _elearning_enrollment_v1_AccessReason, AccessReason__Output as _elearning_enrollment_v1_AccessReason__Output } from '../../../elearning/enrollment/v1/AccessReason.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';
import type { AccessEvidence as _elearning_enrollment_v1_AccessEvidence, AccessEvidence__Output as _elearning_enrollment_v1_AccessEvidence__Output } from '../../../elearning/enrollment/v1/AccessEvidence.ts';
import type { AccessRemedy as _elearning_enrollment_v1_AccessRemedy, AccessRemedy__Output as _elearning_enrollment_v1_AccessRemedy__Output } from '../../../elearning/enrollment/v1/AccessRemedy.ts';

export interface AccessDecision {
  'courseId'?: (string);
  'granted'?: (boolean);
  'reason'?: (_elearning_enrollment_v1_AccessReason);
  'validUntilTime'?: (_google_protobuf_Timestamp | null);
  'evidence'?: (_elearning_enrollment_v1_AccessEvidence | null);
  'remedy'?: (_elearning_enrollment_v1_AccessRemedy);
}

export interface AccessDecision__Output {
  'courseId': (string);
  'granted': (boolean);
  'reason': (_elearning_enrollment_v1_AccessReason__Output);
  'validUntilTime': (_google_protobuf_Timestamp__Output | null);
  'evidence': (_elearning_enrollment_v1_AccessEvidence__Output | null);
  'remedy': (_elearning_enrollment_v1_AccessRemedy__Output);
}
