// Original file: proto/elearning/common/v1/common.proto

import type { Long } from '@grpc/proto-loader';

export interface Money {
  'amountMinor'?: (number | string | Long);
  'currencyCode'?: (string);
}

export interface Money__Output {
  'amountMinor': (number);
  'currencyCode': (string);
}
