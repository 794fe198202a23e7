// Original file: proto/elearning/common/v1/common.proto


export interface PersonalRecord {
  'table'?: (string);
  'recordJson'?: (string);
}

export interface PersonalRecord__Output {
  'table': (string);
  'recordJson': (string);
}
