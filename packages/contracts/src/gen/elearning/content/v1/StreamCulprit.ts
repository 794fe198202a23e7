// Original file: proto/elearning/content/v1/content_service.proto

export const StreamCulprit = {
  STREAM_CULPRIT_UNSPECIFIED: 'STREAM_CULPRIT_UNSPECIFIED',
  STREAM_CULPRIT_STORAGE: 'STREAM_CULPRIT_STORAGE',
  STREAM_CULPRIT_PACKAGING: 'STREAM_CULPRIT_PACKAGING',
  STREAM_CULPRIT_NETWORK: 'STREAM_CULPRIT_NETWORK',
} as const;

export type StreamCulprit =
  | 'STREAM_CULPRIT_UNSPECIFIED'
  | 0
  | 'STREAM_CULPRIT_STORAGE'
  | 1
  | 'STREAM_CULPRIT_PACKAGING'
  | 2
  | 'STREAM_CULPRIT_NETWORK'
  | 3

export type StreamCulprit__Output = typeof StreamCulprit[keyof typeof StreamCulprit]
