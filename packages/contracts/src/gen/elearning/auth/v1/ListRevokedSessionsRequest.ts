// Original file: proto/elearning/auth/v1/auth_service.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface ListRevokedSessionsRequest {
  'sinceTime'?: (_google_protobuf_Timestamp | null);
  'afterSessionId'?: (string);
}

export interface ListRevokedSessionsRequest__Output {
  'sinceTime': (_google_protobuf_Timestamp__Output | null);
  'afterSessionId': (string);
}
