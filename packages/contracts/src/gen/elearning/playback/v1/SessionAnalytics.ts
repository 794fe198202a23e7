// Original file: proto/elearning/playback/v1/playback_service.proto

import type { DropOffPoint as _elearning_playback_v1_DropOffPoint, DropOffPoint__Output as _elearning_playback_v1_DropOffPoint__Output } from '../../../elearning/playback/v1/DropOffPoint.ts';
import type { Long } from '@grpc/proto-loader';

export interface SessionAnalytics {
  'sessionId'?: (string);
  'viewerCount'?: (number);
  'repeatViewerCount'?: (number);
  'playCount'?: (number | string | Long);
  'playedMs'?: (number | string | Long);
  'averageCoverage'?: (number | string);
  'completionRate'?: (number | string);
  'dropOff'?: (_elearning_playback_v1_DropOffPoint)[];
}

export interface SessionAnalytics__Output {
  'sessionId': (string);
  'viewerCount': (number);
  'repeatViewerCount': (number);
  'playCount': (number);
  'playedMs': (number);
  'averageCoverage': (number);
  'completionRate': (number);
  'dropOff': (_elearning_playback_v1_DropOffPoint__Output)[];
}
