// Original file: proto/elearning/playback/v1/playback_service.proto

export const PlaybackStatus = {
  PLAYBACK_STATUS_UNSPECIFIED: 'PLAYBACK_STATUS_UNSPECIFIED',
  PLAYBACK_STATUS_OPEN: 'PLAYBACK_STATUS_OPEN',
  PLAYBACK_STATUS_ENDED: 'PLAYBACK_STATUS_ENDED',
  PLAYBACK_STATUS_ABANDONED: 'PLAYBACK_STATUS_ABANDONED',
} as const;

export type PlaybackStatus =
  | 'PLAYBACK_STATUS_UNSPECIFIED'
  | 0
  | 'PLAYBACK_STATUS_OPEN'
  | 1
  | 'PLAYBACK_STATUS_ENDED'
  | 2
  | 'PLAYBACK_STATUS_ABANDONED'
  | 3

export type PlaybackStatus__Output = typeof PlaybackStatus[keyof typeof PlaybackStatus]
