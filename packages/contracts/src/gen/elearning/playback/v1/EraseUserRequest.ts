// Original file: proto/elearning/playback/v1/playback_service.proto


export interface EraseUserRequest {
  'eventId'?: (string);
  'userId'?: (string);
}

export interface EraseUserRequest__Output {
  'eventId': (string);
  'userId': (string);
}
