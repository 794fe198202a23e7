// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface MarkAllNoticesReadRequest {
  'upToId'?: (string);
}

export interface MarkAllNoticesReadRequest__Output {
  'upToId': (string);
}
