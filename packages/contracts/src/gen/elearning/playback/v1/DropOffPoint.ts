// Original file: proto/elearning/playback/v1/playback_service.proto


export interface DropOffPoint {
  'positionMs'?: (number);
  'leftCount'?: (number);
}

export interface DropOffPoint__Output {
  'positionMs': (number);
  'leftCount': (number);
}
