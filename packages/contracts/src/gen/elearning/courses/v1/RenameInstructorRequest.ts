// Original file: proto/elearning/courses/v1/courses_service.proto


export interface RenameInstructorRequest {
  'userId'?: (string);
  'displayName'?: (string);
  'version'?: (number);
}

export interface RenameInstructorRequest__Output {
  'userId': (string);
  'displayName': (string);
  'version': (number);
}
