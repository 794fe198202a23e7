// Original file: proto/elearning/playback/v1/playback_service.proto


export interface ListContinueWatchingRequest {
  'pageSize'?: (number);
}

export interface ListContinueWatchingRequest__Output {
  'pageSize': (number);
}
