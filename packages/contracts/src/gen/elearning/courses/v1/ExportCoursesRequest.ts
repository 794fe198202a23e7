// Original file: proto/elearning/courses/v1/courses_service.proto


export interface ExportCoursesRequest {
  'pageSize'?: (number);
  'pageToken'?: (string);
}

export interface ExportCoursesRequest__Output {
  'pageSize': (number);
  'pageToken': (string);
}
