// Original file: proto/elearning/users/v1/users_service.proto


export interface CreatePasswordResetRequest {
  'email'?: (string);
}

export interface CreatePasswordResetRequest__Output {
  'email': (string);
}
