// Original file: proto/elearning/courses/v1/courses_service.proto


export interface DeleteSessionRequest {
  'id'?: (string);
  'etag'?: (string);
}

export interface DeleteSessionRequest__Output {
  'id': (string);
  'etag': (string);
}
