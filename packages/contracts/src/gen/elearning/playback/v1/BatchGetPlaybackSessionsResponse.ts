// Original file: proto/elearning/playback/v1/playback_service.proto

import type { PlaybackSession as _elearning_playback_v1_PlaybackSession, PlaybackSession__Output as _elearning_playback_v1_PlaybackSession__Output } from '../../../elearning/playback/v1/PlaybackSession.ts';

export interface BatchGetPlaybackSessionsResponse {
  'playbackSessions'?: (_elearning_playback_v1_PlaybackSession)[];
}

export interface BatchGetPlaybackSessionsResponse__Output {
  'playbackSessions': (_elearning_playback_v1_PlaybackSession__Output)[];
}
