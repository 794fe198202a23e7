// Original file: proto/elearning/users/v1/users_service.proto


export interface ListPersonalRecordsRequest {
  'userId'?: (string);
  'pageSize'?: (number);
  'pageToken'?: (string);
}

export interface ListPersonalRecordsRequest__Output {
  'userId': (string);
  'pageSize': (number);
  'pageToken': (string);
}
