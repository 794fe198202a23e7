// Original file: proto/elearning/playback/v1/playback_service.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';
import type { Span as _elearning_playback_v1_Span, Span__Output as _elearning_playback_v1_Span__Output } from '../../../elearning/playback/v1/Span.ts';

export interface Progress {
  'sessionId'?: (string);
  'resumePositionMs'?: (number);
  'coveredMs'?: (number);
  'completed'?: (boolean);
  'completeTime'?: (_google_protobuf_Timestamp | null);
  'lastWatchTime'?: (_google_protobuf_Timestamp | null);
  'spans'?: (_elearning_playback_v1_Span)[];
  'courseId'?: (string);
}

export interface Progress__Output {
  'sessionId': (string);
  'resumePositionMs': (number);
  'coveredMs': (number);
  'completed': (boolean);
  'completeTime': (_google_protobuf_Timestamp__Output | null);
  'lastWatchTime': (_google_protobuf_Timestamp__Output | null);
  'spans': (_elearning_playback_v1_Span__Output)[];
  'courseId': (string);
}
