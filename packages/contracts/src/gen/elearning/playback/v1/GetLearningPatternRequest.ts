// Original file: proto/elearning/playback/v1/playback_service.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface GetLearningPatternRequest {
  'userId'?: (string);
  'fromTime'?: (_google_protobuf_Timestamp | null);
  'toTime'?: (_google_protobuf_Timestamp | null);
  'timeZone'?: (string);
}

export interface GetLearningPatternRequest__Output {
  'userId': (string);
  'fromTime': (_google_protobuf_Timestamp__Output | null);
  'toTime': (_google_protobuf_Timestamp__Output | null);
  'timeZone': (string);
}
