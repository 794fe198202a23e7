// Original file: proto/elearning/playback/v1/playback_service.proto

import type { PersonalRecord as _elearning_common_v1_PersonalRecord, PersonalRecord__Output as _elearning_common_v1_PersonalRecord__Output } from '../../../elearning/common/v1/PersonalRecord.ts';

export interface ListPersonalRecordsResponse {
  'records'?: (_elearning_common_v1_PersonalRecord)[];
  'nextPageToken'?: (string);
  'cursors'?: (string)[];
}

export interface ListPersonalRecordsResponse__Output {
  'records': (_elearning_common_v1_PersonalRecord__Output)[];
  'nextPageToken': (string);
  'cursors': (string)[];
}
