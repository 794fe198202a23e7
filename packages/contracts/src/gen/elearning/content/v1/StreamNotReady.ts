// Original file: proto/elearning/content/v1/content_service.proto


export interface StreamNotReady {
  'retryAfterSeconds'?: (number);
}

export interface StreamNotReady__Output {
  'retryAfterSeconds': (number);
}
