// Original file: proto/elearning/auth/v1/auth_service.proto


export interface RevokeAuthSessionRequest {
  'authSessionId'?: (string);
}

export interface RevokeAuthSessionRequest__Output {
  'authSessionId': (string);
}
