// Original file: proto/elearning/content/v1/content_service.proto

import type { SessionRequest as _elearning_content_v1_SessionRequest, SessionRequest__Output as _elearning_content_v1_SessionRequest__Output } from '../../../elearning/content/v1/SessionRequest.ts';

export interface BatchListSessionFilesRequest {
  'sessions'?: (_elearning_content_v1_SessionRequest)[];
}

export interface BatchListSessionFilesRequest__Output {
  'sessions': (_elearning_content_v1_SessionRequest__Output)[];
}
