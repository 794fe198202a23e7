// Original file: proto/elearning/auth/v1/auth_service.proto


export interface StartSecondFactorResponse {
  'secret'?: (string);
  'otpauthUri'?: (string);
}

export interface StartSecondFactorResponse__Output {
  'secret': (string);
  'otpauthUri': (string);
}
