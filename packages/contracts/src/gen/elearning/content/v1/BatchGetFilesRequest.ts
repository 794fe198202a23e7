// Original file: proto/elearning/content/v1/content_service.proto


export interface BatchGetFilesRequest {
  'ids'?: (string)[];
}

export interface BatchGetFilesRequest__Output {
  'ids': (string)[];
}
