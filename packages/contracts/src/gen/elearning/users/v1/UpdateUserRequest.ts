// Original file: proto/elearning/users/v1/users_service.proto

import type { User as _elearning_users_v1_User, User__Output as _elearning_users_v1_User__Output } from '../../../elearning/users/v1/User.ts';
import type { FieldMask as _google_protobuf_FieldMask, FieldMask__Output as _google_protobuf_FieldMask__Output } from '../../../google/protobuf/FieldMask.ts';

export interface UpdateUserRequest {
  'user'?: (_elearning_users_v1_User | null);
  'updateMask'?: (_google_protobuf_FieldMask | null);
}

export interface UpdateUserRequest__Output {
  'user': (_elearning_users_v1_User__Output | null);
  'updateMask': (_google_protobuf_FieldMask__Output | null);
}
