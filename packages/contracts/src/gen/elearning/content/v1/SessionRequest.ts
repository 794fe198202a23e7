// Original file: proto/elearning/content/v1/content_service.proto


export interface SessionRequest {
  'sessionId'?: (string);
  'courseId'?: (string);
  'isPreview'?: (boolean);
}

export interface SessionRequest__Output {
  'sessionId': (string);
  'courseId': (string);
  'isPreview': (boolean);
}
