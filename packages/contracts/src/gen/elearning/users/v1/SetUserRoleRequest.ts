// Original file: proto/elearning/users/v1/users_service.proto

import type { Role as _elearning_users_v1_Role, Role__Output as _elearning_users_v1_Role__Output } from '../../../elearning/users/v1/Role.ts';

export interface SetUserRoleRequest {
  'userId'?: (string);
  'role'?: (_elearning_users_v1_Role);
  'etag'?: (string);
}

export interface SetUserRoleRequest__Output {
  'userId': (string);
  'role': (_elearning_users_v1_Role__Output);
  'etag': (string);
}
