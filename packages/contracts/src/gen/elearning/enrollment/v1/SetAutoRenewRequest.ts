// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface SetAutoRenewRequest {
  'subscriptionId'?: (string);
  'autoRenew'?: (boolean);
  'etag'?: (string);
}

export interface SetAutoRenewRequest__Output {
  'subscriptionId': (string);
  'autoRenew': (boolean);
  'etag': (string);
}
