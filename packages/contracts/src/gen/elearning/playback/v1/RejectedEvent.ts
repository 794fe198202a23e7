// Original file: proto/elearning/playback/v1/playback_service.proto


export interface RejectedEvent {
  'id'?: (string);
  'reason'?: (string);
  'message'?: (string);
}

export interface RejectedEvent__Output {
  'id': (string);
  'reason': (string);
  'message': (string);
}
