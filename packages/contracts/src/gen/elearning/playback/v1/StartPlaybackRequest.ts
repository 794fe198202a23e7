// Original file: proto/elearning/playback/v1/playback_service.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface StartPlaybackRequest {
  'sessionId'?: (string);
  'deviceId'?: (string);
  'clientSessionId'?: (string);
  'startTime'?: (_google_protobuf_Timestamp | null);
  'sendTime'?: (_google_protobuf_Timestamp | null);
}

export interface StartPlaybackRequest__Output {
  'sessionId': (string);
  'deviceId': (string);
  'clientSessionId': (string);
  'startTime': (_google_protobuf_Timestamp__Output | null);
  'sendTime': (_google_protobuf_Timestamp__Output | null);
}
