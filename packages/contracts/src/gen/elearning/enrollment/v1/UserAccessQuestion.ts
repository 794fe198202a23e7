// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface UserAccessQuestion {
  'userId'?: (string);
  'courseId'?: (string);
  'preview'?: (boolean);
}

export interface UserAccessQuestion__Output {
  'userId': (string);
  'courseId': (string);
  'preview': (boolean);
}
