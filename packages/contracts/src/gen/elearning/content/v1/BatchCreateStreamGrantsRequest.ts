// Original file: proto/elearning/content/v1/content_service.proto

import type { StreamRequest as _elearning_content_v1_StreamRequest, StreamRequest__Output as _elearning_content_v1_StreamRequest__Output } from '../../../elearning/content/v1/StreamRequest.ts';

export interface BatchCreateStreamGrantsRequest {
  'sessions'?: (_elearning_content_v1_StreamRequest)[];
}

export interface BatchCreateStreamGrantsRequest__Output {
  'sessions': (_elearning_content_v1_StreamRequest__Output)[];
}
