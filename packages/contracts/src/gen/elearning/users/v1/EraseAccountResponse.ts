// Original file: proto/elearning/users/v1/users_service.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface EraseAccountResponse {
  'eraseTime'?: (_google_protobuf_Timestamp | null);
}

export interface EraseAccountResponse__Output {
  'eraseTime': (_google_protobuf_Timestamp__Output | null);
}
