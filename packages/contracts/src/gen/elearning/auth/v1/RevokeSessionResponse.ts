// Original file: proto/elearning/auth/v1/auth_service.proto


export interface RevokeSessionResponse {
}

export interface RevokeSessionResponse__Output {
}
