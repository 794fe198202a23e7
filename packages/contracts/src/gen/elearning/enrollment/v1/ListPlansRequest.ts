// Original file: proto/elearning/enrollment/v1/enrollment_service.proto


export interface ListPlansRequest {
}

export interface ListPlansRequest__Output {
}
