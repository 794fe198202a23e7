// Original file: proto/elearning/playback/v1/playback_service.proto

import type { SessionAnalytics as _elearning_playback_v1_SessionAnalytics, SessionAnalytics__Output as _elearning_playback_v1_SessionAnalytics__Output } from '../../../elearning/playback/v1/SessionAnalytics.ts';
import type { Long } from '@grpc/proto-loader';

export interface CourseAnalytics {
  'courseId'?: (string);
  'activeLearnerCount'?: (number);
  'playedMs'?: (number | string | Long);
  'completionRate'?: (number | string);
  'sessions'?: (_elearning_playback_v1_SessionAnalytics)[];
}

export interface CourseAnalytics__Output {
  'courseId': (string);
  'activeLearnerCount': (number);
  'playedMs': (number);
  'completionRate': (number);
  'sessions': (_elearning_playback_v1_SessionAnalytics__Output)[];
}
