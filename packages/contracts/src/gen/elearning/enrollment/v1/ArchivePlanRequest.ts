// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface ArchivePlanRequest {
  'id'?: (string);
}

export interface ArchivePlanRequest__Output {
  'id': (string);
}
