// Original file: proto/elearning/playback/v1/playback_service.proto

import type { SessionAnalytics as _elearning_playback_v1_SessionAnalytics, SessionAnalytics__Output as _elearning_playback_v1_SessionAnalytics__Output } from '../../../elearning/playback/v1/SessionAnalytics.ts';

export interface BatchGetSessionAnalyticsResponse {
  'analytics'?: (_elearning_playback_v1_SessionAnalytics)[];
}

export interface BatchGetSessionAnalyticsResponse__Output {
  'analytics': (_elearning_playback_v1_SessionAnalytics__Output)[];
}
