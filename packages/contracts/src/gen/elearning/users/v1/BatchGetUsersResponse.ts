// Original file: proto/elearning/users/v1/users_service.proto

import type { User as _elearning_users_v1_User, User__Output as _elearning_users_v1_User__Output } from '../../../elearning/users/v1/User.ts';

export interface BatchGetUsersResponse {
  'users'?: (_elearning_users_v1_User)[];
  'missingIds'?: (string)[];
}

export interface BatchGetUsersResponse__Output {
  'users': (_elearning_users_v1_User__Output)[];
  'missingIds': (string)[];
}
