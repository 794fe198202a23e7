// Original file: proto/elearning/playback/v1/playback_service.proto

import type { Event as _elearning_playback_v1_Event, Event__Output as _elearning_playback_v1_Event__Output } from '../../../elearning/playback/v1/Event.ts';

export interface ListEventsResponse {
  'events'?: (_elearning_playback_v1_Event)[];
  'nextPageToken'?: (string);
  'cursors'?: (string)[];
}

export interface ListEventsResponse__Output {
  'events': (_elearning_playback_v1_Event__Output)[];
  'nextPageToken': (string);
  'cursors': (string)[];
}
