// Original file: proto/elearning/courses/v1/courses_service.proto


export interface BatchListSessionsRequest {
  'courseIds'?: (string)[];
}

export interface BatchListSessionsRequest__Output {
  'courseIds': (string)[];
}
