// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface EraseUserRequest {
  'eventId'?: (string);
  'userId'?: (string);
}

export interface EraseUserRequest__Output {
  'eventId': (string);
  'userId': (string);
}
