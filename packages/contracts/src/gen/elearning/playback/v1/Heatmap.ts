// Original file: proto/elearning/playback/v1/playback_service.proto

import type { HeatmapBucket as _elearning_playback_v1_HeatmapBucket, HeatmapBucket__Output as _elearning_playback_v1_HeatmapBucket__Output } from '../../../elearning/playback/v1/HeatmapBucket.ts';
import type { Span as _elearning_playback_v1_Span, Span__Output as _elearning_playback_v1_Span__Output } from '../../../elearning/playback/v1/Span.ts';

export interface Heatmap {
  'sessionId'?: (string);
  'bucketMs'?: (number);
  'viewerCount'?: (number);
  'buckets'?: (_elearning_playback_v1_HeatmapBucket)[];
  'peaks'?: (_elearning_playback_v1_Span)[];
}

export interface Heatmap__Output {
  'sessionId': (string);
  'bucketMs': (number);
  'viewerCount': (number);
  'buckets': (_elearning_playback_v1_HeatmapBucket__Output)[];
  'peaks': (_elearning_playback_v1_Span__Output)[];
}
