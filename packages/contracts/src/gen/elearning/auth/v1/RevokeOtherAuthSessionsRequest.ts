// Original file: proto/elearning/auth/v1/auth_service.proto


export interface RevokeOtherAuthSessionsRequest {
}

export interface RevokeOtherAuthSessionsRequest__Output {
}
