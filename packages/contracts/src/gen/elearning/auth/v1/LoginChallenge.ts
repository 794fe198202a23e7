// Original file: proto/elearning/auth/v1/auth_service.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface LoginChallenge {
  'token'?: (string);
  'expireTime'?: (_google_protobuf_Timestamp | null);
}

export interface LoginChallenge__Output {
  'token': (string);
  'expireTime': (_google_protobuf_Timestamp__Output | null);
}
