// Original file: proto/elearning/users/v1/users_service.proto

import type { User as _elearning_users_v1_User, User__Output as _elearning_users_v1_User__Output } from '../../../elearning/users/v1/User.ts';

export interface UpdateUserResponse {
  'user'?: (_elearning_users_v1_User | null);
}

export interface UpdateUserResponse__Output {
  'user': (_elearning_users_v1_User__Output | null);
}
