// Original file: proto/elearning/playback/v1/playback_service.proto

import type { EventType as _elearning_playback_v1_EventType, EventType__Output as _elearning_playback_v1_EventType__Output } from '../../../elearning/playback/v1/EventType.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface Event {
  'id'?: (string);
  'sequence'?: (number);
  'type'?: (_elearning_playback_v1_EventType);
  'positionMs'?: (number);
  'fromPositionMs'?: (number);
  'rate'?: (number | string);
  'occurTime'?: (_google_protobuf_Timestamp | null);
  'receiveTime'?: (_google_protobuf_Timestamp | null);
  '_fromPositionMs'?: "fromPositionMs";
}

export interface Event__Output {
  'id': (string);
  'sequence': (number);
  'type': (_elearning_playback_v1_EventType__Output);
  'positionMs': (number);
  'fromPositionMs'?: (number);
  'rate': (number);
  'occurTime': (_google_protobuf_Timestamp__Output | null);
  'receiveTime': (_google_protobuf_Timestamp__Output | null);
  '_fromPositionMs'?: "fromPositionMs";
}
