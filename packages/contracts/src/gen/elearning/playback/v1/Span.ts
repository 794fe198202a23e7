// Original file: proto/elearning/playback/v1/playback_service.proto


export interface Span {
  'startMs'?: (number);
  'endMs'?: (number);
  'count'?: (number);
}

export interface Span__Output {
  'startMs': (number);
  'endMs': (number);
  'count': (number);
}
