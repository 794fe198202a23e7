// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface CancelSubscriptionRequest {
  'id'?: (string);
  'etag'?: (string);
}

export interface CancelSubscriptionRequest__Output {
  'id': (string);
  'etag': (string);
}
