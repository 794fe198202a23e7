// Original file: proto/elearning/playback/v1/playback_service.proto

import type { Event as _elearning_playback_v1_Event, Event__Output as _elearning_playback_v1_Event__Output } from '../../../elearning/playback/v1/Event.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface RecordEventsRequest {
  'playbackSessionId'?: (string);
  'events'?: (_elearning_playback_v1_Event)[];
  'sendTime'?: (_google_protobuf_Timestamp | null);
}

export interface RecordEventsRequest__Output {
  'playbackSessionId': (string);
  'events': (_elearning_playback_v1_Event__Output)[];
  'sendTime': (_google_protobuf_Timestamp__Output | null);
}
