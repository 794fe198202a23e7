// Original file: proto/elearning/courses/v1/courses_service.proto


export interface Session {
  'id'?: (string);
  'courseId'?: (string);
  'position'?: (number);
  'title'?: (string);
  'summary'?: (string);
  'videoUrl'?: (string);
  'durationSeconds'?: (number);
  'isPreview'?: (boolean);
  'etag'?: (string);
}

export interface Session__Output {
  'id': (string);
  'courseId': (string);
  'position': (number);
  'title': (string);
  'summary': (string);
  'videoUrl': (string);
  'durationSeconds': (number);
  'isPreview': (boolean);
  'etag': (string);
}
