// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface ListNoticesRequest {
  'userId'?: (string);
  'unreadOnly'?: (boolean);
  'pageSize'?: (number);
  'pageToken'?: (string);
}

export interface ListNoticesRequest__Output {
  'userId': (string);
  'unreadOnly': (boolean);
  'pageSize': (number);
  'pageToken': (string);
}
