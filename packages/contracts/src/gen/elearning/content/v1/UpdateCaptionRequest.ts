// Original file: proto/elearning/content/v1/content_service.proto

import type { FieldMask as _google_protobuf_FieldMask, FieldMask__Output as _google_protobuf_FieldMask__Output } from '../../../google/protobuf/FieldMask.ts';

export interface UpdateCaptionRequest {
  'id'?: (string);
  'etag'?: (string);
  'label'?: (string);
  'isDefault'?: (boolean);
  'updateMask'?: (_google_protobuf_FieldMask | null);
}

export interface UpdateCaptionRequest__Output {
  'id': (string);
  'etag': (string);
  'label': (string);
  'isDefault': (boolean);
  'updateMask': (_google_protobuf_FieldMask__Output | null);
}
