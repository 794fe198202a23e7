// Original file: proto/elearning/content/v1/content_service.proto


export interface ImportStreamRequest {
  'sessionId'?: (string);
  'courseId'?: (string);
  'sourceFolder'?: (string);
}

export interface ImportStreamRequest__Output {
  'sessionId': (string);
  'courseId': (string);
  'sourceFolder': (string);
}
