// Original file: proto/elearning/content/v1/content_service.proto


export interface AdvanceGrantEpochRequest {
  'eventId'?: (string);
  'userId'?: (string);
  'courseId'?: (string);
}

export interface AdvanceGrantEpochRequest__Output {
  'eventId': (string);
  'userId': (string);
  'courseId': (string);
}
