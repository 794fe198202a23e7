// Original file: proto/elearning/auth/v1/auth_service.proto


export interface StartSecondFactorRequest {
  'password'?: (string);
}

export interface StartSecondFactorRequest__Output {
  'password': (string);
}
