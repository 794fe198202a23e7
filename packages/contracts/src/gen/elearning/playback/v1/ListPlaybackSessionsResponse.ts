// Original file: proto/elearning/playback/v1/playback_service.proto

import type { PlaybackSession as _elearning_playback_v1_PlaybackSession, PlaybackSession__Output as _elearning_playback_v1_PlaybackSession__Output } from '../../../elearning/playback/v1/PlaybackSession.ts';

export interface ListPlaybackSessionsResponse {
  'playbackSessions'?: (_elearning_playback_v1_PlaybackSession)[];
  'nextPageToken'?: (string);
  'totalSize'?: (number);
  'cursors'?: (string)[];
}

export interface ListPlaybackSessionsResponse__Output {
  'playbackSessions': (_elearning_playback_v1_PlaybackSession__Output)[];
  'nextPageToken': (string);
  'totalSize': (number);
  'cursors': (string)[];
}
