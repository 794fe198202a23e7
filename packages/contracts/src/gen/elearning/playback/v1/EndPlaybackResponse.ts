// Original file: proto/elearning/playback/v1/playback_service.proto

import type { PlaybackSession as _elearning_playback_v1_PlaybackSession, PlaybackSession__Output as _elearning_playback_v1_PlaybackSession__Output } from '../../../elearning/playback/v1/PlaybackSession.ts';
import type { Progress as _elearning_playback_v1_Progress, Progress__Output as _elearning_playback_v1_Progress__Output } from '../../../elearning/playback/v1/Progress.ts';

export interface EndPlaybackResponse {
  'playbackSession'?: (_elearning_playback_v1_PlaybackSession | null);
  'progress'?: (_elearning_playback_v1_Progress | null);
  'durationMs'?: (number);
}

export interface EndPlaybackResponse__Output {
  'playbackSession': (_elearning_playback_v1_PlaybackSession__Output | null);
  'progress': (_elearning_playback_v1_Progress__Output | null);
  'durationMs': (number);
}
