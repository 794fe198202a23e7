// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface ExtendEnrollmentRequest {
  'id'?: (string);
  'expireTime'?: (_google_protobuf_Timestamp | null);
  'etag'?: (string);
}

export interface ExtendEnrollmentRequest__Output {
  'id': (string);
  'expireTime': (_google_protobuf_Timestamp__Output | null);
  'etag': (string);
}
