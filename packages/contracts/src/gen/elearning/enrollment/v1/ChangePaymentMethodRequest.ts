// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface ChangePaymentMethodRequest {
  'subscriptionId'?: (string);
  'paymentToken'?: (string);
  'etag'?: (string);
}

export interface ChangePaymentMethodRequest__Output {
  'subscriptionId': (string);
  'paymentToken': (string);
  'etag': (string);
}
