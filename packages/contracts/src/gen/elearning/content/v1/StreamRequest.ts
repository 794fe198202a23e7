// Original file: proto/elearning/content/v1/content_service.proto


export interface StreamRequest {
  'sessionId'?: (string);
  'courseId'?: (string);
  'isPreview'?: (boolean);
}

export interface StreamRequest__Output {
  'sessionId': (string);
  'courseId': (string);
  'isPreview': (boolean);
}
