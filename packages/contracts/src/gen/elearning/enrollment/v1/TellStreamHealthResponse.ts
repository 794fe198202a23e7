// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface TellStreamHealthResponse {
}

export interface TellStreamHealthResponse__Output {
}
