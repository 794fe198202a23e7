// Original file: proto/elearning/content/v1/content_service.proto

import type { Long } from '@grpc/proto-loader';

export interface ImportStreamResponse {
  'fileId'?: (string);
  'durationMs'?: (number | string | Long);
  'replayed'?: (boolean);
}

export interface ImportStreamResponse__Output {
  'fileId': (string);
  'durationMs': (number);
  'replayed': (boolean);
}
