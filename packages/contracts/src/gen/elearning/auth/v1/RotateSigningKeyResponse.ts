// Original file: proto/elearning/auth/v1/auth_service.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface RotateSigningKeyResponse {
  'kid'?: (string);
  'beginTime'?: (_google_protobuf_Timestamp | null);
  'retireTime'?: (_google_protobuf_Timestamp | null);
}

export interface RotateSigningKeyResponse__Output {
  'kid': (string);
  'beginTime': (_google_protobuf_Timestamp__Output | null);
  'retireTime': (_google_protobuf_Timestamp__Output | null);
}
