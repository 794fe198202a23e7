// Original file: proto/elearning/auth/v1/auth_service.proto

import type { RevokedSession as _elearning_auth_v1_RevokedSession, RevokedSession__Output as _elearning_auth_v1_RevokedSession__Output } from '../../../elearning/auth/v1/RevokedSession.ts';

export interface ListRevokedSessionsResponse {
  'sessions'?: (_elearning_auth_v1_RevokedSession)[];
}

export interface ListRevokedSessionsResponse__Output {
  'sessions': (_elearning_auth_v1_RevokedSession__Output)[];
}
