// Original file: proto/elearning/courses/v1/courses_service.proto

import type { Long } from '@grpc/proto-loader';

export interface RatingSummary {
  'scoreSum'?: (number | string | Long);
  'count'?: (number);
  'histogram'?: (number)[];
}

export interface RatingSummary__Output {
  'scoreSum': (number);
  'count': (number);
  'histogram': (number)[];
}
