// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface MarkNoticesReadResponse {
  'readCount'?: (number);
}

export interface MarkNoticesReadResponse__Output {
  'readCount': (number);
}
