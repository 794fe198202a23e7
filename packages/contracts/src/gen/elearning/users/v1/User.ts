// Original file: proto/elearning/users/v1/users_service.proto

import type { Role as _elearning_users_v1_Role, Role__Output as _elearning_users_v1_Role__Output } from '../../../elearning/users/v1/Role.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface User {
  'id'?: (string);
  'displayName'?: (string);
  'email'?: (string);
  'role'?: (_elearning_users_v1_Role);
  'bio'?: (string);
  'avatarUrl'?: (string);
  'locale'?: (string);
  'timeZone'?: (string);
  'createTime'?: (_google_protobuf_Timestamp | null);
  'updateTime'?: (_google_protobuf_Timestamp | null);
  'etag'?: (string);
  'isErased'?: (boolean);
}

export interface User__Output {
  'id': (string);
  'displayName': (string);
  'email': (string);
  'role': (_elearning_users_v1_Role__Output);
  'bio': (string);
  'avatarUrl': (string);
  'locale': (string);
  'timeZone': (string);
  'createTime': (_google_protobuf_Timestamp__Output | null);
  'updateTime': (_google_protobuf_Timestamp__Output | null);
  'etag': (string);
  'isErased': (boolean);
}
