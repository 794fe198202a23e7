// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface BatchGetSubscriptionsRequest {
  'ids'?: (string)[];
}

export interface BatchGetSubscriptionsRequest__Output {
  'ids': (string)[];
}
