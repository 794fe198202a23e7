// Original file: proto/elearning/users/v1/users_service.proto


export interface BatchGetUsersRequest {
  'ids'?: (string)[];
  'emails'?: (string)[];
}

export interface BatchGetUsersRequest__Output {
  'ids': (string)[];
  'emails': (string)[];
}
