// Original file: proto/elearning/auth/v1/auth_service.proto


export interface ReplaceRecoveryCodesResponse {
  'recoveryCodes'?: (string)[];
}

export interface ReplaceRecoveryCodesResponse__Output {
  'recoveryCodes': (string)[];
}
