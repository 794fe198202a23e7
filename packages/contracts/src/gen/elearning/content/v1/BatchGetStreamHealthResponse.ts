// Original file: proto/elearning/content/v1/content_service.proto

import type { StreamHealth as _elearning_content_v1_StreamHealth, StreamHealth__Output as _elearning_content_v1_StreamHealth__Output } from '../../../elearning/content/v1/StreamHealth.ts';

export interface BatchGetStreamHealthResponse {
  'streams'?: (_elearning_content_v1_StreamHealth)[];
}

export interface BatchGetStreamHealthResponse__Output {
  'streams': (_elearning_content_v1_StreamHealth__Output)[];
}
