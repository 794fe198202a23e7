// Original file: proto/elearning/courses/v1/courses_service.proto


export interface RenameInstructorResponse {
}

export interface RenameInstructorResponse__Output {
}
