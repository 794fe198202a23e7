// Original file: proto/elearning/users/v1/users_service.proto


export interface SetPasswordResponse {
  'userId'?: (string);
  'revokedSessionCount'?: (number);
}

export interface SetPasswordResponse__Output {
  'userId': (string);
  'revokedSessionCount': (number);
}
