// Original file: proto/elearning/content/v1/content_service.proto

import type { CaptionTrack as _elearning_content_v1_CaptionTrack, CaptionTrack__Output as _elearning_content_v1_CaptionTrack__Output } from '../../../elearning/content/v1/CaptionTrack.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface StreamGrant {
  'hlsPath'?: (string);
  'posterPath'?: (string);
  'captions'?: (_elearning_content_v1_CaptionTrack)[];
  'expireTime'?: (_google_protobuf_Timestamp | null);
  'mp4Path'?: (string);
  'storyboardPath'?: (string);
}

export interface StreamGrant__Output {
  'hlsPath': (string);
  'posterPath': (string);
  'captions': (_elearning_content_v1_CaptionTrack__Output)[];
  'expireTime': (_google_protobuf_Timestamp__Output | null);
  'mp4Path': (string);
  'storyboardPath': (string);
}
