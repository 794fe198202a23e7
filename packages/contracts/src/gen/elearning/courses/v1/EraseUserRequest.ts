// Original file: proto/elearning/courses/v1/courses_service.proto


export interface EraseUserRequest {
  'eventId'?: (string);
  'userId'?: (string);
}

export interface EraseUserRequest__Output {
  'eventId': (string);
  'userId': (string);
}
