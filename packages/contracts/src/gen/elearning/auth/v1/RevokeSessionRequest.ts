// Original file: proto/elearning/auth/v1/auth_service.proto


export interface RevokeSessionRequest {
  'refreshToken'?: (string);
}

export interface RevokeSessionRequest__Output {
  'refreshToken': (string);
}
