// Original file: proto/elearning/users/v1/users_service.proto

import type { LoginRecord as _elearning_users_v1_LoginRecord, LoginRecord__Output as _elearning_users_v1_LoginRecord__Output } from '../../../elearning/users/v1/LoginRecord.ts';

export interface ListLoginRecordsResponse {
  'loginRecords'?: (_elearning_users_v1_LoginRecord)[];
  'nextPageToken'?: (string);
  'cursors'?: (string)[];
}

export interface ListLoginRecordsResponse__Output {
  'loginRecords': (_elearning_users_v1_LoginRecord__Output)[];
  'nextPageToken': (string);
  'cursors': (string)[];
}
