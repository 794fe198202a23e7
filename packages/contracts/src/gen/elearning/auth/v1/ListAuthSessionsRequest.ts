// Original file: proto/elearning/auth/v1/auth_service.proto


export interface ListAuthSessionsRequest {
  'userId'?: (string);
  'pageSize'?: (number);
  'pageToken'?: (string);
}

export interface ListAuthSessionsRequest__Output {
  'userId': (string);
  'pageSize': (number);
  'pageToken': (string);
}
