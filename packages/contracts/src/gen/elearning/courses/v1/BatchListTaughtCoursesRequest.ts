// Original file: proto/elearning/courses/v1/courses_service.proto


export interface BatchListTaughtCoursesRequest {
  'instructorIds'?: (string)[];
  'pageSize'?: (number);
}

export interface BatchListTaughtCoursesRequest__Output {
  'instructorIds': (string)[];
  'pageSize': (number);
}
