// Original file: proto/elearning/playback/v1/playback_service.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface EndPlaybackRequest {
  'playbackSessionId'?: (string);
  'endTime'?: (_google_protobuf_Timestamp | null);
  'positionMs'?: (number);
  'sendTime'?: (_google_protobuf_Timestamp | null);
}

export interface EndPlaybackRequest__Output {
  'playbackSessionId': (string);
  'endTime': (_google_protobuf_Timestamp__Output | null);
  'positionMs': (number);
  'sendTime': (_google_protobuf_Timestamp__Output | null);
}
