// Original file: proto/elearning/playback/v1/playback_service.proto


export interface ListEventsRequest {
  'playbackSessionId'?: (string);
  'pageSize'?: (number);
  'pageToken'?: (string);
}

export interface ListEventsRequest__Output {
  'playbackSessionId': (string);
  'pageSize': (number);
  'pageToken': (string);
}
