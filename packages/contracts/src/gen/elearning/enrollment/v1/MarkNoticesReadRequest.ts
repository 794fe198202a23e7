// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface MarkNoticesReadRequest {
  'ids'?: (string)[];
}

export interface MarkNoticesReadRequest__Output {
  'ids': (string)[];
}
