// Original file: proto/elearning/content/v1/content_service.proto


export interface StreamDenial {
  'reason'?: (string);
}

export interface StreamDenial__Output {
  'reason': (string);
}
