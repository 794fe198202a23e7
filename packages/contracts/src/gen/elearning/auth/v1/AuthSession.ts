// Original file: proto/elearning/auth/v1/auth_service.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface AuthSession {
  'id'?: (string);
  'createTime'?: (_google_protobuf_Timestamp | null);
  'lastUseTime'?: (_google_protobuf_Timestamp | null);
  'ipAddress'?: (string);
  'userAgent'?: (string);
  'isCurrent'?: (boolean);
}

export interface AuthSession__Output {
  'id': (string);
  'createTime': (_google_protobuf_Timestamp__Output | null);
  'lastUseTime': (_google_protobuf_Timestamp__Output | null);
  'ipAddress': (string);
  'userAgent': (string);
  'isCurrent': (boolean);
}
