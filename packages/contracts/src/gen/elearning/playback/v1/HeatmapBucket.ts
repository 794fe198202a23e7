// Original file: proto/elearning/playback/v1/playback_service.proto

import type { Long } from '@grpc/proto-loader';

export interface HeatmapBucket {
  'startMs'?: (number);
  'playCount'?: (number | string | Long);
  'uniqueViewers'?: (number);
  'intensity'?: (number | string);
  'retention'?: (number | string);
}

export interface HeatmapBucket__Output {
  'startMs': (number);
  'playCount': (number);
  'uniqueViewers': (number);
  'intensity': (number);
  'retention': (number);
}
