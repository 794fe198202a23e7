// Original file: proto/elearning/playback/v1/playback_service.proto


export interface BatchGetHeatmapsRequest {
  'sessionIds'?: (string)[];
}

export interface BatchGetHeatmapsRequest__Output {
  'sessionIds': (string)[];
}
