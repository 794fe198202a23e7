// Original file: proto/elearning/playback/v1/playback_service.proto

import type { RejectedEvent as _elearning_playback_v1_RejectedEvent, RejectedEvent__Output as _elearning_playback_v1_RejectedEvent__Output } from '../../../elearning/playback/v1/RejectedEvent.ts';
import type { Progress as _elearning_playback_v1_Progress, Progress__Output as _elearning_playback_v1_Progress__Output } from '../../../elearning/playback/v1/Progress.ts';

export interface RecordEventsResponse {
  'acceptedCount'?: (number);
  'duplicateCount'?: (number);
  'rejected'?: (_elearning_playback_v1_RejectedEvent)[];
  'highestSequence'?: (number);
  'missing'?: (number)[];
  'progress'?: (_elearning_playback_v1_Progress | null);
  'durationMs'?: (number);
}

export interface RecordEventsResponse__Output {
  'acceptedCount': (number);
  'duplicateCount': (number);
  'rejected': (_elearning_playback_v1_RejectedEvent__Output)[];
  'highestSequence': (number);
  'missing': (number)[];
  'progress': (_elearning_playback_v1_Progress__Output | null);
  'durationMs': (number);
}
