// Original file: proto/elearning/content/v1/content_service.proto

export const StreamHealthState = {
  STREAM_HEALTH_STATE_UNSPECIFIED: 'STREAM_HEALTH_STATE_UNSPECIFIED',
  STREAM_HEALTH_STATE_SUCCESS: 'STREAM_HEALTH_STATE_SUCCESS',
  STREAM_HEALTH_STATE_FAIL: 'STREAM_HEALTH_STATE_FAIL',
  STREAM_HEALTH_STATE_ERROR: 'STREAM_HEALTH_STATE_ERROR',
} as const;

export type StreamHealthState =
  | 'STREAM_HEALTH_STATE_UNSPECIFIED'
  | 0
  | 'STREAM_HEALTH_STATE_SUCCESS'
  | 1
  | 'STREAM_HEALTH_STATE_FAIL'
  | 2
  | 'STREAM_HEALTH_STATE_ERROR'
  | 3

export type StreamHealthState__Output = typeof StreamHealthState[keyof typeof StreamHealthState]
