// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface BatchCheckAccessRequest {
  'courseIds'?: (string)[];
  'previewCourseIds'?: (string)[];
}

export interface BatchCheckAccessRequest__Output {
  'courseIds': (string)[];
  'previewCourseIds': (string)[];
}
