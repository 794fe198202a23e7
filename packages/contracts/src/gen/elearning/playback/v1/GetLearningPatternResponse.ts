// Original file: proto/elearning/playback/v1/playback_service.proto

import type { Long } from '@grpc/proto-loader';

export interface GetLearningPatternResponse {
  'playedMs'?: (number | string | Long);
  'activeDayCount'?: (number);
  'currentStreakDays'?: (number);
  'longestStreakDays'?: (number);
  'playedMsByHour'?: (number | string | Long)[];
  'playedMsByWeekday'?: (number | string | Long)[];
  'averageSittingMs'?: (number);
  'averageRate'?: (number | string);
  'replayRatio'?: (number | string);
}

export interface GetLearningPatternResponse__Output {
  'playedMs': (number);
  'activeDayCount': (number);
  'currentStreakDays': (number);
  'longestStreakDays': (number);
  'playedMsByHour': (number)[];
  'playedMsByWeekday': (number)[];
  'averageSittingMs': (number);
  'averageRate': (number);
  'replayRatio': (number);
}
