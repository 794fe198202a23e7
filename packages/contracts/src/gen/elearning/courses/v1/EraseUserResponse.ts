// Original file: proto/elearning/courses/v1/courses_service.proto


export interface EraseUserResponse {
}

export interface EraseUserResponse__Output {
}
