// Original file: proto/elearning/content/v1/content_service.proto


export interface DeleteFileRequest {
  'id'?: (string);
  'etag'?: (string);
}

export interface DeleteFileRequest__Output {
  'id': (string);
  'etag': (string);
}
