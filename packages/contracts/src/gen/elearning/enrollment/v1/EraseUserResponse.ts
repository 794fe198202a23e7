// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface EraseUserResponse {
}

export interface EraseUserResponse__Output {
}
