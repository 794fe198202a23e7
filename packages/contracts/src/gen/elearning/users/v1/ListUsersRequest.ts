// Original file: proto/elearning/users/v1/users_service.proto

import type { Role as _elearning_users_v1_Role, Role__Output as _elearning_users_v1_Role__Output } from '../../../elearning/users/v1/Role.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface ListUsersRequest {
  'pageSize'?: (number);
  'pageToken'?: (string);
  'role'?: (_elearning_users_v1_Role);
  'emailPrefix'?: (string);
  'createdAfter'?: (_google_protobuf_Timestamp | null);
}

export interface ListUsersRequest__Output {
  'pageSize': (number);
  'pageToken': (string);
  'role': (_elearning_users_v1_Role__Output);
  'emailPrefix': (string);
  'createdAfter': (_google_protobuf_Timestamp__Output | null);
}
