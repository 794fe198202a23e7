// Original file: proto/elearning/auth/v1/auth_service.proto


export interface RevokeOtherAuthSessionsResponse {
  'revokedSessionCount'?: (number);
}

export interface RevokeOtherAuthSessionsResponse__Output {
  'revokedSessionCount': (number);
}
