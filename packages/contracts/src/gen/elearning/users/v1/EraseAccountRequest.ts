// Original file: proto/elearning/users/v1/users_service.proto


export interface EraseAccountRequest {
  'userId'?: (string);
  'password'?: (string);
}

export interface EraseAccountRequest__Output {
  'userId': (string);
  'password': (string);
}
