// Original file: proto/elearning/auth/v1/auth_service.proto


export interface GetSecondFactorResponse {
  'isEnabled'?: (boolean);
  'recoveryCodesLeft'?: (number);
}

export interface GetSecondFactorResponse__Output {
  'isEnabled': (boolean);
  'recoveryCodesLeft': (number);
}
