// Original file: proto/elearning/auth/v1/auth_service.proto


export interface ConfirmSecondFactorResponse {
  'recoveryCodes'?: (string)[];
}

export interface ConfirmSecondFactorResponse__Output {
  'recoveryCodes': (string)[];
}
