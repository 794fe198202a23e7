// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface GetNotificationPreferencesRequest {
  'userId'?: (string);
}

export interface GetNotificationPreferencesRequest__Output {
  'userId': (string);
}
