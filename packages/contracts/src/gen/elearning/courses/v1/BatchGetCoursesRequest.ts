// Original file: proto/elearning/courses/v1/courses_service.proto


export interface BatchGetCoursesRequest {
  'ids'?: (string)[];
  'slugs'?: (string)[];
}

export interface BatchGetCoursesRequest__Output {
  'ids': (string)[];
  'slugs': (string)[];
}
