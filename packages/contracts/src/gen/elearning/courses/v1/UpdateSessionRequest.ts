// Original file: proto/elearning/courses/v1/courses_service.proto

import type { Session as _elearning_courses_v1_Session, Session__Output as _elearning_courses_v1_Session__Output } from '../../../elearning/courses/v1/Session.ts';
import type { FieldMask as _google_protobuf_FieldMask, FieldMask__Output as _google_protobuf_FieldMask__Output } from '../../../google/protobuf/FieldMask.ts';

export interface UpdateSessionRequest {
  'session'?: (_elearning_courses_v1_Session | null);
  'updateMask'?: (_google_protobuf_FieldMask | null);
}

export interface UpdateSessionRequest__Output {
  'session': (_elearning_courses_v1_Session__Output | null);
  'updateMask': (_google_protobuf_FieldMask__Output | null);
}
