// Original file: proto/elearning/auth/v1/auth_service.proto


export interface ConfirmSecondFactorRequest {
  'code'?: (string);
}

export interface ConfirmSecondFactorRequest__Output {
  'code': (string);
}
