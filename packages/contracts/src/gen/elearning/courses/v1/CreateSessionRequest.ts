// Original file: proto/elearning/courses/v1/courses_service.proto

import type { Session as _elearning_courses_v1_Session, Session__Output as _elearning_courses_v1_Session__Output } from '../../../elearning/courses/v1/Session.ts';

export interface CreateSessionRequest {
  'session'?: (_elearning_courses_v1_Session | null);
  'requestId'?: (string);
  'position'?: (number);
  '_position'?: "position";
}

export interface CreateSessionRequest__Output {
  'session': (_elearning_courses_v1_Session__Output | null);
  'requestId': (string);
  'position'?: (number);
  '_position'?: "position";
}
