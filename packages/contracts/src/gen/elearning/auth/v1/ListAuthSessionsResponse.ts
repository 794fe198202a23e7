// Original file: proto/elearning/auth/v1/auth_service.proto

import type { AuthSession as _elearning_auth_v1_AuthSession, AuthSession__Output as _elearning_auth_v1_AuthSession__Output } from '../../../elearning/auth/v1/AuthSession.ts';

export interface ListAuthSessionsResponse {
  'authSessions'?: (_elearning_auth_v1_AuthSession)[];
  'nextPageToken'?: (string);
  'cursors'?: (string)[];
}

export interface ListAuthSessionsResponse__Output {
  'authSessions': (_elearning_auth_v1_AuthSession__Output)[];
  'nextPageToken': (string);
  'cursors': (string)[];
}
