// Original file: proto/elearning/courses/v1/courses_service.proto


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
