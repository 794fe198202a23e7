// Original file: proto/elearning/courses/v1/courses_service.proto

import type { Session as _elearning_courses_v1_Session, Session__Output as _elearning_courses_v1_Session__Output } from '../../../elearning/courses/v1/Session.ts';

export interface BatchGetSessionsResponse {
  'sessions'?: (_elearning_courses_v1_Session)[];
}

export interface BatchGetSessionsResponse__Output {
  'sessions': (_elearning_courses_v1_Session__Output)[];
}
