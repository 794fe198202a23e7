// Original file: proto/elearning/courses/v1/courses_service.proto


export interface PublishCourseRequest {
  'id'?: (string);
}

export interface PublishCourseRequest__Output {
  'id': (string);
}
