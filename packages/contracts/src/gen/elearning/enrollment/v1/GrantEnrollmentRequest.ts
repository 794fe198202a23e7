// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface GrantEnrollmentRequest {
  'userId'?: (string);
  'courseId'?: (string);
  'expireTime'?: (_google_protobuf_Timestamp | null);
  'requestId'?: (string);
}

export interface GrantEnrollmentRequest__Output {
  'userId': (string);
  'courseId': (string);
  'expireTime': (_google_protobuf_Timestamp__Output | null);
  'requestId': (string);
}
