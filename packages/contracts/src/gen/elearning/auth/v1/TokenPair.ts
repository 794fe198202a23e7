// Original file: proto/elearning/auth/v1/auth_service.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface TokenPair {
  'accessToken'?: (string);
  'accessExpireTime'?: (_google_protobuf_Timestamp | null);
  'refreshToken'?: (string);
  'refreshExpireTime'?: (_google_protobuf_Timestamp | null);
  'sessionId'?: (string);
}

export interface TokenPair__Output {
  'accessToken': (string);
  'accessExpireTime': (_google_protobuf_Timestamp__Output | null);
  'refreshToken': (string);
  'refreshExpireTime': (_google_protobuf_Timestamp__Output | null);
  'sessionId': (string);
}
