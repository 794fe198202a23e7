// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface ListRenewalsRequest {
  'subscriptionId'?: (string);
  'pageSize'?: (number);
  'pageToken'?: (string);
}

export interface ListRenewalsRequest__Output {
  'subscriptionId': (string);
  'pageSize': (number);
  'pageToken': (string);
}
