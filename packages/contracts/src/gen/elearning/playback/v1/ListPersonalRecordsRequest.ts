// Original file: proto/elearning/playback/v1/playback_service.proto


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
