// Original file: proto/elearning/courses/v1/courses_service.proto


export interface ReorderSessionsRequest {
  'courseId'?: (string);
  'sessionIds'?: (string)[];
  'courseEtag'?: (string);
}

export interface ReorderSessionsRequest__Output {
  'courseId': (string);
  'sessionIds': (string)[];
  'courseEtag': (string);
}
