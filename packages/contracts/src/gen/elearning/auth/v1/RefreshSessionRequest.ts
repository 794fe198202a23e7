// Original file: proto/elearning/auth/v1/auth_service.proto


export interface RefreshSessionRequest {
  'refreshToken'?: (string);
  'ipAddress'?: (string);
  'userAgent'?: (string);
}

export interface RefreshSessionRequest__Output {
  'refreshToken': (string);
  'ipAddress': (string);
  'userAgent': (string);
}
