// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type { EnrollmentStatus as _elearning_enrollment_v1_EnrollmentStatus, EnrollmentStatus__Output as _elearning_enrollment_v1_EnrollmentStatus__Output } from '../../../elearning/enrollment/v1/EnrollmentStatus.ts';
import type { EnrollmentSource as _elearning_enrollment_v1_EnrollmentSource, EnrollmentSource__Output as _elearning_enrollment_v1_EnrollmentSource__Output } from '../../../elearning/enrollment/v1/EnrollmentSource.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../../google/protobuf/Timestamp.ts';

export interface Enrollment {
  'id'?: (string);
  'userId'?: (string);
  'courseId'?: (string);
  'status'?: (_elearning_enrollment_v1_EnrollmentStatus);
  'source'?: (_elearning_enrollment_v1_EnrollmentSource);
  'enrollTime'?: (_google_protobuf_Timestamp | null);
  'expireTime'?: (_google_protobuf_Timestamp | null);
  'etag'?: (string);
  'pauseTime'?: (_google_protobuf_Timestamp | null);
  'pausesLeft'?: (number);
}

export interface Enrollment__Output {
  'id': (string);
  'userId': (string);
  'courseId': (string);
  'status': (_elearning_enrollment_v1_EnrollmentStatus__Output);
  'source': (_elearning_enrollment_v1_EnrollmentSource__Output);
  'enrollTime': (_google_protobuf_Timestamp__Output | null);
  'expireTime': (_google_protobuf_Timestamp__Output | null);
  'etag': (string);
  'pauseTime': (_google_protobuf_Timestamp__Output | null);
  'pausesLeft': (number);
}
