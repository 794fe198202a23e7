// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface MarkAllNoticesReadResponse {
  'readCount'?: (number);
}

export interface MarkAllNoticesReadResponse__Output {
  'readCount': (number);
}
