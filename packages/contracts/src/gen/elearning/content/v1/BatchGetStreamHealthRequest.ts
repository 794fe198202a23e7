// Original file: proto/elearning/content/v1/content_service.proto


export interface BatchGetStreamHealthRequest {
  'sessionIds'?: (string)[];
}

export interface BatchGetStreamHealthRequest__Output {
  'sessionIds': (string)[];
}
