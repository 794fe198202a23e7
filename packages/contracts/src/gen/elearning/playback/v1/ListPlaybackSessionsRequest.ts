// Original file: proto/elearning/playback/v1/playback_service.proto


export interface ListPlaybackSessionsRequest {
  'userId'?: (string);
  'pageSize'?: (number);
  'pageToken'?: (string);
}

export interface ListPlaybackSessionsRequest__Output {
  'userId': (string);
  'pageSize': (number);
  'pageToken': (string);
}
