// Original file: proto/elearning/content/v1/content_service.proto

import type { StreamAnswer as _elearning_content_v1_StreamAnswer, StreamAnswer__Output as _elearning_content_v1_StreamAnswer__Output } from '../../../elearning/content/v1/StreamAnswer.ts';

export interface BatchCreateStreamGrantsResponse {
  'answers'?: (_elearning_content_v1_StreamAnswer)[];
}

export interface BatchCreateStreamGrantsResponse__Output {
  'answers': (_elearning_content_v1_StreamAnswer__Output)[];
}
