// Original file: proto/elearning/users/v1/users_service.proto


export interface ListLoginRecordsRequest {
  'userId'?: (string);
  'pageSize'?: (number);
  'pageToken'?: (string);
}

export interface ListLoginRecordsRequest__Output {
  'userId': (string);
  'pageSize': (number);
  'pageToken': (string);
}
