// Original file: proto/elearning/auth/v1/auth_service.proto


export interface GetSecondFactorRequest {
  'userId'?: (string);
}

export interface GetSecondFactorRequest__Output {
  'userId': (string);
}
