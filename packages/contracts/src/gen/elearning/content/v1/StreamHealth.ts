// Original file: proto/elearning/content/v1/content_service.proto

import type { StreamHealthState as _elearning_content_v1_StreamHealthState, StreamHealthState__Output as _elearning_content_v1_StreamHealthState__Output } from '../../../elearning/content/v1/StreamHealthState.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';
import type { StreamIssue as _elearning_content_v1_StreamIssue, StreamIssue__Output as _elearning_content_v1_StreamIssue__Output } from '../../../elearning/content/v1/StreamIssue.ts';

export interface StreamHealth {
  'sessionId'?: (string);
  'state'?: (_elearning_content_v1_StreamHealthState);
  'checkTime'?: (_google_protobuf_Timestamp | null);
  'issues'?: (_elearning_content_v1_StreamIssue)[];
  'recoverTime'?: (_google_protobuf_Timestamp | null);
}

export interface StreamHealth__Output {
  'sessionId': (string);
  'state': (_elearning_content_v1_StreamHealthState__Output);
  'checkTime': (_google_protobuf_Timestamp__Output | null);
  'issues': (_elearning_content_v1_StreamIssue__Output)[];
  'recoverTime': (_google_protobuf_Timestamp__Output | null);
}
