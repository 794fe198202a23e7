// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


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
