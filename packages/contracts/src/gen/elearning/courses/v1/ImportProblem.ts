// Original file: proto/elearning/courses/v1/courses_service.proto


export interface ImportProblem {
  'courseIndex'?: (number);
  'sessionIndex'?: (number);
  'field'?: (string);
  'rule'?: (string);
  'message'?: (string);
}

export interface ImportProblem__Output {
  'courseIndex': (number);
  'sessionIndex': (number);
  'field': (string);
  'rule': (string);
  'message': (string);
}
