// Original file: proto/elearning/auth/v1/auth_service.proto


export interface LoginRequest {
  'email'?: (string);
  'password'?: (string);
  'deviceToken'?: (string);
}

export interface LoginRequest__Output {
  'email': (string);
  'password': (string);
  'deviceToken': (string);
}
