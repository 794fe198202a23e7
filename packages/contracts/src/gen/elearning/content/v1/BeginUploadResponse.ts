// Original file: proto/elearning/content/v1/content_service.proto

import type { File as _elearning_content_v1_File, File__Output as _elearning_content_v1_File__Output } from '../../../elearning/content/v1/File.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface BeginUploadResponse {
  'file'?: (_elearning_content_v1_File | null);
  'uploadPath'?: (string);
  'expireTime'?: (_google_protobuf_Timestamp | null);
}

export interface BeginUploadResponse__Output {
  'file': (_elearning_content_v1_File__Output | null);
  'uploadPath': (string);
  'expireTime': (_google_protobuf_Timestamp__Output | null);
}
