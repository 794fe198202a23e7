// Original file: proto/elearning/playback/v1/playback_service.proto


export interface BatchGetCourseAnalyticsRequest {
  'courseIds'?: (string)[];
}

export interface BatchGetCourseAnalyticsRequest__Output {
  'courseIds': (string)[];
}
