// Original file: proto/elearning/content/v1/content_service.proto

import type { StreamCulprit as _elearning_content_v1_StreamCulprit, StreamCulprit__Output as _elearning_content_v1_StreamCulprit__Output } from '../../../elearning/content/v1/StreamCulprit.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface StreamIssue {
  'path'?: (string);
  'culprit'?: (_elearning_content_v1_StreamCulprit);
  'message'?: (string);
  'sinceTime'?: (_google_protobuf_Timestamp | null);
}

export interface StreamIssue__Output {
  'path': (string);
  'culprit': (_elearning_content_v1_StreamCulprit__Output);
  'message': (string);
  'sinceTime': (_google_protobuf_Timestamp__Output | null);
}
