// Original file: proto/elearning/playback/v1/playback_service.proto

import type { Progress as _elearning_playback_v1_Progress, Progress__Output as _elearning_playback_v1_Progress__Output } from '../../../elearning/playback/v1/Progress.ts';

export interface BatchGetProgressResponse {
  'progress'?: (_elearning_playback_v1_Progress)[];
}

export interface BatchGetProgressResponse__Output {
  'progress': (_elearning_playback_v1_Progress__Output)[];
}
