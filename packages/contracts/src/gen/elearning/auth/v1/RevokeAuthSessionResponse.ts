// Original file: proto/elearning/auth/v1/auth_service.proto


export interface RevokeAuthSessionResponse {
}

export interface RevokeAuthSessionResponse__Output {
}
