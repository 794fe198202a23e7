// Original file: proto/elearning/auth/v1/auth_service.proto


export interface ReplaceRecoveryCodesRequest {
  'password'?: (string);
  'code'?: (string);
  'proof'?: "password"|"code";
}

export interface ReplaceRecoveryCodesRequest__Output {
  'password'?: (string);
  'code'?: (string);
  'proof'?: "password"|"code";
}
