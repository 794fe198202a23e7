// Original file: proto/elearning/playback/v1/playback_service.proto


export interface BatchGetPlaybackSessionsRequest {
  'ids'?: (string)[];
}

export interface BatchGetPlaybackSessionsRequest__Output {
  'ids': (string)[];
}
