// Original file: proto/elearning/users/v1/users_service.proto

import type { LoginRecordType as _elearning_users_v1_LoginRecordType, LoginRecordType__Output as _elearning_users_v1_LoginRecordType__Output } from '../../../elearning/users/v1/LoginRecordType.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface LoginRecord {
  'id'?: (string);
  'userId'?: (string);
  'type'?: (_elearning_users_v1_LoginRecordType);
  'occurTime'?: (_google_protobuf_Timestamp | null);
  'ipAddress'?: (string);
  'userAgent'?: (string);
  'authSessionId'?: (string);
}

export interface LoginRecord__Output {
  'id': (string);
  'userId': (string);
  'type': (_elearning_users_v1_LoginRecordType__Output);
  'occurTime': (_google_protobuf_Timestamp__Output | null);
  'ipAddress': (string);
  'userAgent': (string);
  'authSessionId': (string);
}
