// Original file: proto/elearning/playback/v1/playback_service.proto

import type { PlaybackSession as _elearning_playback_v1_PlaybackSession, PlaybackSession__Output as _elearning_playback_v1_PlaybackSession__Output } from '../../../elearning/playback/v1/PlaybackSession.ts';

export interface StartPlaybackResponse {
  'playbackSession'?: (_elearning_playback_v1_PlaybackSession | null);
  'resumePositionMs'?: (number);
  'heartbeatSeconds'?: (number);
}

export interface StartPlaybackResponse__Output {
  'playbackSession': (_elearning_playback_v1_PlaybackSession__Output | null);
  'resumePositionMs': (number);
  'heartbeatSeconds': (number);
}
