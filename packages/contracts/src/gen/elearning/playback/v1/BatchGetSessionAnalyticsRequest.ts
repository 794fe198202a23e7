// Original file: proto/elearning/playback/v1/playback_service.proto


export interface BatchGetSessionAnalyticsRequest {
  'sessionIds'?: (string)[];
}

export interface BatchGetSessionAnalyticsRequest__Output {
  'sessionIds': (string)[];
}
