// Original file: proto/elearning/courses/v1/courses_service.proto


export interface BatchGetSessionsRequest {
  'ids'?: (string)[];
}

export interface BatchGetSessionsRequest__Output {
  'ids': (string)[];
}
