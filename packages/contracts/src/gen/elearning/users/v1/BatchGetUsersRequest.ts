// Original file: proto/elearning/users/v1/users_service.proto


export interface BatchGetUsersRequest {
  'ids'?: (string)[];
}

export interface BatchGetUsersRequest__Output {
  'ids': (string)[];
}
