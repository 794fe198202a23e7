// Original file: proto/elearning/content/v1/content_service.proto

import type { File as _elearning_content_v1_File, File__Output as _elearning_content_v1_File__Output } from '../../../elearning/content/v1/File.ts';

export interface UpdateCaptionResponse {
  'file'?: (_elearning_content_v1_File | null);
}

export interface UpdateCaptionResponse__Output {
  'file': (_elearning_content_v1_File__Output | null);
}
