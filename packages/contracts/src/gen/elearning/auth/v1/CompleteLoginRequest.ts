// Original file: proto/elearning/auth/v1/auth_service.proto


export interface CompleteLoginRequest {
  'challenge'?: (string);
  'code'?: (string);
  'deviceToken'?: (string);
}

export interface CompleteLoginRequest__Output {
  'challenge': (string);
  'code': (string);
  'deviceToken': (string);
}
