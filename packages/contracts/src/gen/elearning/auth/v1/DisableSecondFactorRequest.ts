// Original file: proto/elearning/auth/v1/auth_service.proto


export interface DisableSecondFactorRequest {
  'password'?: (string);
  'code'?: (string);
  'proof'?: "password"|"code";
}

export interface DisableSecondFactorRequest__Output {
  'password'?: (string);
  'code'?: (string);
  'proof'?: "password"|"code";
}
