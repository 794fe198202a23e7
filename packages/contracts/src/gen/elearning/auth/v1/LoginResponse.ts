// Original file: proto/elearning/auth/v1/auth_service.proto

import type { TokenPair as _elearning_auth_v1_TokenPair, TokenPair__Output as _elearning_auth_v1_TokenPair__Output } from '../../../elearning/auth/v1/TokenPair.ts';
import type { User as _elearning_users_v1_User, User__Output as _elearning_users_v1_User__Output } from '../../../elearning/users/v1/User.ts';
import type { LoginChallenge as _elearning_auth_v1_LoginChallenge, LoginChallenge__Output as _elearning_auth_v1_LoginChallenge__Output } from '../../../elearning/auth/v1/LoginChallenge.ts';

export interface LoginResponse {
  'tokens'?: (_elearning_auth_v1_TokenPair | null);
  'user'?: (_elearning_users_v1_User | null);
  'deviceToken'?: (string);
  'challenge'?: (_elearning_auth_v1_LoginChallenge | null);
}

export interface LoginResponse__Output {
  'tokens': (_elearning_auth_v1_TokenPair__Output | null);
  'user': (_elearning_users_v1_User__Output | null);
  'deviceToken': (string);
  'challenge': (_elearning_auth_v1_LoginChallenge__Output | null);
}
