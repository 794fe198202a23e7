// Original file: proto/elearning/auth/v1/auth_service.proto

import type { TokenPair as _elearning_auth_v1_TokenPair, TokenPair__Output as _elearning_auth_v1_TokenPair__Output } from '../../../elearning/auth/v1/TokenPair.ts';

export interface RefreshSessionResponse {
  'tokens'?: (_elearning_auth_v1_TokenPair | null);
  'userId'?: (string);
}

export interface RefreshSessionResponse__Output {
  'tokens': (_elearning_auth_v1_TokenPair__Output | null);
  'userId': (string);
}
