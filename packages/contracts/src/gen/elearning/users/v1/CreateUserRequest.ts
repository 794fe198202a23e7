// Original file: proto/elearning/users/v1/users_service.proto

import type { User as _elearning_users_v1_User, User__Output as _elearning_users_v1_User__Output } from '../../../elearning/users/v1/User.ts';

export interface CreateUserRequest {
  'user'?: (_elearning_users_v1_User | null);
  'password'?: (string);
  'requestId'?: (string);
}

export interface CreateUserRequest__Output {
  'user': (_elearning_users_v1_User__Output | null);
  'password': (string);
  'requestId': (string);
}
