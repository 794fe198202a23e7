// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface TellStreamHealthRequest {
  'eventId'?: (string);
  'userId'?: (string);
  'sessionId'?: (string);
  'isBroken'?: (boolean);
}

export interface TellStreamHealthRequest__Output {
  'eventId': (string);
  'userId': (string);
  'sessionId': (string);
  'isBroken': (boolean);
}
