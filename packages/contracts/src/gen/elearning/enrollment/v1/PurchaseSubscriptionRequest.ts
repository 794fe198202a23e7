// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface PurchaseSubscriptionRequest {
  'planId'?: (string);
  'paymentToken'?: (string);
  'autoRenew'?: (boolean);
  'requestId'?: (string);
}

export interface PurchaseSubscriptionRequest__Output {
  'planId': (string);
  'paymentToken': (string);
  'autoRenew': (boolean);
  'requestId': (string);
}
