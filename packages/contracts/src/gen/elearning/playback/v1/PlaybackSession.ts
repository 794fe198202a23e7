// Original file: proto/elearning/playback/v1/playback_service.proto

import type { PlaybackStatus as _elearning_playback_v1_PlaybackStatus, PlaybackStatus__Output as _elearning_playback_v1_PlaybackStatus__Output } from '../../../elearning/playback/v1/PlaybackStatus.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface PlaybackSession {
  'id'?: (string);
  'userId'?: (string);
  'sessionId'?: (string);
  'courseId'?: (string);
  'deviceId'?: (string);
  'status'?: (_elearning_playback_v1_PlaybackStatus);
  'startTime'?: (_google_protobuf_Timestamp | null);
  'endTime'?: (_google_protobuf_Timestamp | null);
  'lastPositionMs'?: (number);
  'playedMs'?: (number);
  'coveredMs'?: (number);
}

export interface PlaybackSession__Output {
  'id': (string);
  'userId': (string);
  'sessionId': (string);
  'courseId': (string);
  'deviceId': (string);
  'status': (_elearning_playback_v1_PlaybackStatus__Output);
  'startTime': (_google_protobuf_Timestamp__Output | null);
  'endTime': (_google_protobuf_Timestamp__Output | null);
  'lastPositionMs': (number);
  'playedMs': (number);
  'coveredMs': (number);
}
