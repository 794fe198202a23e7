// Original file: proto/elearning/users/v1/users_service.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface CreatePasswordResetResponse {
  'acceptTime'?: (_google_protobuf_Timestamp | null);
}

export interface CreatePasswordResetResponse__Output {
  'acceptTime': (_google_protobuf_Timestamp__Output | null);
}
