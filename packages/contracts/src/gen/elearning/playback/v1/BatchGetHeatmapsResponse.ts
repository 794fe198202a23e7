// Original file: proto/elearning/playback/v1/playback_service.proto

import type { Heatmap as _elearning_playback_v1_Heatmap, Heatmap__Output as _elearning_playback_v1_Heatmap__Output } from '../../../elearning/playback/v1/Heatmap.ts';

export interface BatchGetHeatmapsResponse {
  'heatmaps'?: (_elearning_playback_v1_Heatmap)[];
}

export interface BatchGetHeatmapsResponse__Output {
  'heatmaps': (_elearning_playback_v1_Heatmap__Output)[];
}
