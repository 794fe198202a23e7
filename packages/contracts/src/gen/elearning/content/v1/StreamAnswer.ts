// Original file: proto/elearning/content/v1/content_service.proto

import type { StreamGrant as _elearning_content_v1_StreamGrant, StreamGrant__Output as _elearning_content_v1_StreamGrant__Output } from '../../../elearning/content/v1/StreamGrant.ts';
import type { StreamDenial as _elearning_content_v1_StreamDenial, StreamDenial__Output as _elearning_content_v1_StreamDenial__Output } from '../../../elearning/content/v1/StreamDenial.ts';
import type { StreamNotReady as _elearning_content_v1_StreamNotReady, StreamNotReady__Output as _elearning_content_v1_StreamNotReady__Output } from '../../../elearning/content/v1/StreamNotReady.ts';

export interface StreamAnswer {
  'sessionId'?: (string);
  'grant'?: (_elearning_content_v1_StreamGrant | null);
  'denial'?: (_elearning_content_v1_StreamDenial | null);
  'notReady'?: (_elearning_content_v1_StreamNotReady | null);
  'outcome'?: "grant"|"denial"|"notReady";
}

export interface StreamAnswer__Output {
  'sessionId': (string);
  'grant'?: (_elearning_content_v1_StreamGrant__Output | null);
  'denial'?: (_elearning_content_v1_StreamDenial__Output | null);
  'notReady'?: (_elearning_content_v1_StreamNotReady__Output | null);
  'outcome'?: "grant"|"denial"|"notReady";
}
