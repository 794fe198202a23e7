// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface BatchGetUserSubscriptionsRequest {
  'userIds'?: (string)[];
}

export interface BatchGetUserSubscriptionsRequest__Output {
  'userIds': (string)[];
}
