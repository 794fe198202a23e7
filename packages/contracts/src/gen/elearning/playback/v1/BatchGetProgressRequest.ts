// Original file: proto/elearning/playback/v1/playback_service.proto


export interface BatchGetProgressRequest {
  'userId'?: (string);
  'sessionIds'?: (string)[];
  'courseIds'?: (string)[];
}

export interface BatchGetProgressRequest__Output {
  'userId': (string);
  'sessionIds': (string)[];
  'courseIds': (string)[];
}
