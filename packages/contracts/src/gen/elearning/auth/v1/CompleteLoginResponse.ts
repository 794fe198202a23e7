// Original file: proto/elearning/auth/v1/auth_service.proto

import type { TokenPair as _elearning_auth_v1_TokenPair, TokenPair__Output as _elearning_auth_v1_TokenPair__Output } from '../../../elearning/auth/v1/TokenPair.ts';
import type { User as _elearning_users_v1_User, User__Output as _elearning_users_v1_User__Output } from '../../../elearning/users/v1/User.ts';

export interface CompleteLoginResponse {
  'tokens'?: (_elearning_auth_v1_TokenPair | null);
  'user'?: (_elearning_users_v1_User | null);
  'deviceToken'?: (string);
}

export interface CompleteLoginResponse__Output {
  'tokens': (_elearning_auth_v1_TokenPair__Output | null);
  'user': (_elearning_users_v1_User__Output | null);
  'deviceToken': (string);
}
