// Original file: proto/elearning/content/v1/content_service.proto

import type { FileType as _elearning_content_v1_FileType, FileType__Output as _elearning_content_v1_FileType__Output } from '../../../elearning/content/v1/FileType.ts';
import type { FileStatus as _elearning_content_v1_FileStatus, FileStatus__Output as _elearning_content_v1_FileStatus__Output } from '../../../elearning/content/v1/FileStatus.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';
import type { Long } from '@grpc/proto-loader';

export interface File {
  'id'?: (string);
  'sessionId'?: (string);
  'courseId'?: (string);
  'type'?: (_elearning_content_v1_FileType);
  'path'?: (string);
  'fileName'?: (string);
  'mediaType'?: (string);
  'byteSize'?: (number | string | Long);
  'sha256'?: (string);
  'language'?: (string);
  'status'?: (_elearning_content_v1_FileStatus);
  'failureReason'?: (string);
  'progressPercent'?: (number);
  'createTime'?: (_google_protobuf_Timestamp | null);
  'etag'?: (string);
  'downloadPath'?: (string);
  'label'?: (string);
  '_progressPercent'?: "progressPercent";
}

export interface File__Output {
  'id': (string);
  'sessionId': (string);
  'courseId': (string);
  'type': (_elearning_content_v1_FileType__Output);
  'path': (string);
  'fileName': (string);
  'mediaType': (string);
  'byteSize': (number);
  'sha256': (string);
  'language': (string);
  'status': (_elearning_content_v1_FileStatus__Output);
  'failureReason': (string);
  'progressPercent'?: (number);
  'createTime': (_google_protobuf_Timestamp__Output | null);
  'etag': (string);
  'downloadPath': (string);
  'label': (string);
  '_progressPercent'?: "progressPercent";
}
