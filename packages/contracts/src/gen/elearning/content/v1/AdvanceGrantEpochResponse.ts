// Original file: proto/elearning/content/v1/content_service.proto


export interface AdvanceGrantEpochResponse {
}

export interface AdvanceGrantEpochResponse__Output {
}
