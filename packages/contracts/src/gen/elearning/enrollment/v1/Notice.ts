// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { NoticeType as _elearning_enrollment_v1_NoticeType, NoticeType__Output as _elearning_enrollment_v1_NoticeType__Output } from '../../../elearning/enrollment/v1/NoticeType.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface Notice {
  'id'?: (string);
  'userId'?: (string);
  'type'?: (_elearning_enrollment_v1_NoticeType);
  'subjectId'?: (string);
  'createTime'?: (_google_protobuf_Timestamp | null);
  'readTime'?: (_google_protobuf_Timestamp | null);
  'title'?: (string);
  'body'?: (string);
}

export interface Notice__Output {
  'id': (string);
  'userId': (string);
  'type': (_elearning_enrollment_v1_NoticeType__Output);
  'subjectId': (string);
  'createTime': (_google_protobuf_Timestamp__Output | null);
  'readTime': (_google_protobuf_Timestamp__Output | null);
  'title': (string);
  'body': (string);
}
