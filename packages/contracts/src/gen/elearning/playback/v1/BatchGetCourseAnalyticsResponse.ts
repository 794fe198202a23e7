// Original file: proto/elearning/playback/v1/playback_service.proto

import type { CourseAnalytics as _elearning_playback_v1_CourseAnalytics, CourseAnalytics__Output as _elearning_playback_v1_CourseAnalytics__Output } from '../../../elearning/playback/v1/CourseAnalytics.ts';

export interface BatchGetCourseAnalyticsResponse {
  'analytics'?: (_elearning_playback_v1_CourseAnalytics)[];
}

export interface BatchGetCourseAnalyticsResponse__Output {
  'analytics': (_elearning_playback_v1_CourseAnalytics__Output)[];
}
