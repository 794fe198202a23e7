// Original file: proto/elearning/playback/v1/playback_service.proto


export interface EraseUserResponse {
}

export interface EraseUserResponse__Output {
}
