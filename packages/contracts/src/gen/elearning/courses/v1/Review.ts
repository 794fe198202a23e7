// Original file: proto/elearning/courses/v1/courses_service.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface Review {
  'id'?: (string);
  'courseId'?: (string);
  'userId'?: (string);
  'score'?: (number);
  'comment'?: (string);
  'createTime'?: (_google_protobuf_Timestamp | null);
  'updateTime'?: (_google_protobuf_Timestamp | null);
  'hideTime'?: (_google_protobuf_Timestamp | null);
  'hideReason'?: (string);
}

export interface Review__Output {
  'id': (string);
  'courseId': (string);
  'userId': (string);
  'score': (number);
  'comment': (string);
  'createTime': (_google_protobuf_Timestamp__Output | null);
  'updateTime': (_google_protobuf_Timestamp__Output | null);
  'hideTime': (_google_protobuf_Timestamp__Output | null);
  'hideReason': (string);
}
