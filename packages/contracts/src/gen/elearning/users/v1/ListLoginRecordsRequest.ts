// Original file: proto/elearning/users/v1/users_service.proto

import type { LoginRecordType as _elearning_users_v1_LoginRecordType, LoginRecordType__Output as _elearning_users_v1_LoginRecordType__Output } from '../../../elearning/users/v1/LoginRecordType.ts';

export interface ListLoginRecordsRequest {
  'userId'?: (string);
  'pageSize'?: (number);
  'pageToken'?: (string);
  'types'?: (_elearning_users_v1_LoginRecordType)[];
}

export interface ListLoginRecordsRequest__Output {
  'userId': (string);
  'pageSize': (number);
  'pageToken': (string);
  'types': (_elearning_users_v1_LoginRecordType__Output)[];
}
