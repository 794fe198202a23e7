// Original file: proto/elearning/courses/v1/courses_service.proto

import type { Session as _elearning_courses_v1_Session, Session__Output as _elearning_courses_v1_Session__Output } from '../../../elearning/courses/v1/Session.ts';

export interface UpdateSessionResponse {
  'session'?: (_elearning_courses_v1_Session | null);
}

export interface UpdateSessionResponse__Output {
  'session': (_elearning_courses_v1_Session__Output | null);
}
