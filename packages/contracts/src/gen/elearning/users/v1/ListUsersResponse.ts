// Original file: proto/elearning/users/v1/users_service.proto

import type { User as _elearning_users_v1_User, User__Output as _elearning_users_v1_User__Output } from '../../../elearning/users/v1/User.ts';

export interface ListUsersResponse {
  'users'?: (_elearning_users_v1_User)[];
  'nextPageToken'?: (string);
  'totalSize'?: (number);
  'cursors'?: (string)[];
}

export interface ListUsersResponse__Output {
  'users': (_elearning_users_v1_User__Output)[];
  'nextPageToken': (string);
  'totalSize': (number);
  'cursors': (string)[];
}
